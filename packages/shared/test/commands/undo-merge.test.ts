import { describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { recordReading } from '../../src/commands/record-reading.ts';
import { undoApproval } from '../../src/commands/undo-approval.ts';
import { getPersonFile } from '../../src/reads/get-person-file.ts';
import { testContext } from '../../src/testing/register-builder.ts';
import {
  applyOf,
  asked,
  build,
  database,
  leaving,
  liveMandates,
  merge,
  order,
  orderUndo,
  rig,
  rows,
  since,
  snapshot,
  staff,
  twins,
  undo,
} from './merge-rig.ts';

describe('other requests', () => {
  test('one that was approved before is carried out first, and the merger after it', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    const mandate = await build.mandate(merged.id, po.id, since('2024-09-01'));
    const removal = await rig.submit('removal', { ...leaving, lastName: merged.lastName }, po.id);
    await rig.settle(removal, { personId: merged.id });
    const approved = await rig.approve(removal);
    const { requestId } = await order(asked(people));
    const [decision] = await rows(sql`select id from decision where request_id = ${requestId}`);
    expect((await rig.apply(String(decision?.id))).outcome).toBe('wait');
    expect((await rig.apply(approved.decisionId)).outcome).toBe('applied');
    expect(await applyOf(requestId)).toBe('applied');
    expect(await liveMandates(survivor.id)).toMatchObject([{ id: mandate.id, period: '[2024-09-01,2027-01-01)' }]);
  });

  test('one that is taken back after the merger was approved makes the merger stale', async () => {
    const people = await twins();
    const { merged, po } = people;
    await build.mandate(merged.id, po.id, since('2024-09-01'));
    const removal = await rig.submit('removal', { ...leaving, lastName: merged.lastName }, po.id);
    await rig.settle(removal, { personId: merged.id });
    await rig.approve(removal);
    const { requestId } = await order(asked(people));
    const { version } = await rig.requestOf(removal);
    await undoApproval(rig.office(), { requestId: removal, version });
    expect(await applyOf(requestId)).toBe('failed');
    expect((await rig.requestOf(requestId)).failure).toMatchObject({ code: 'stale-plan' });
  });

  test('one that failed before goes stale: its plan was about a record that is merged', async () => {
    const people = await twins();
    const { merged, po } = people;
    await build.mandate(merged.id, po.id, since('2024-09-01'));
    const removal = await rig.submit('removal', { ...leaving, lastName: merged.lastName }, po.id);
    await rig.settle(removal, { personId: merged.id });
    const { decisionId } = await rig.approve(removal);
    // An approval from before the merger that comes late: its predecessor was not known to it.
    await database
      .db('migrator')
      .execute(sql`update decision set settled_at = now(), outcome = 'failed' where id = ${decisionId}`);
    await merge(people);
    await database
      .db('migrator')
      .execute(sql`update decision set settled_at = null, outcome = null where id = ${decisionId}`);
    expect((await rig.apply(decisionId)).outcome).toBe('failed');
    expect((await rig.requestOf(removal)).failure).toMatchObject({ code: 'stale-plan' });
  });

  test('the merged record is no candidate of a request any more', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const removal = await rig.submit('removal', { ...leaving, lastName: people.merged.lastName }, people.po.id);
    await merge(people);
    const shown = await rig.show(removal);
    expect(shown.plan.subjectIds).toEqual([people.survivor.id]);
  });
});

describe('undoing a merger', () => {
  test('is refused once something else was written about the survivor, with the reason', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const requestId = await merge(people);
    await build.mandate(people.survivor.id, (await build.po()).id, since('2026-01-01'));
    const revertId = await orderUndo(requestId);
    const { plan } = await rig.show(revertId);
    expect(plan.effects).toEqual([]);
    expect(plan.findings).toMatchObject([
      { severity: 'blocking', message: expect.stringMatching(/a changé depuis la fusion/) },
    ]);
    await expect(rig.approve(revertId)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('goes back along a chain of survivors, the last merger first', async () => {
    const people = await twins();
    const third = await build.person({
      lastName: people.survivor.lastName,
      firstName: 'Jeanne',
      birthDate: '1971-05-04',
    });
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const before = await snapshot(people);
    const first = await merge(people);
    const second = await merge({ survivor: third, merged: people.survivor });
    expect(await liveMandates(third.id)).toHaveLength(1);
    const early = await orderUndo(first);
    expect((await rig.show(early)).plan.findings).toMatchObject([
      { message: expect.stringMatching(/défaites d’abord/) },
    ]);
    await undo(second);
    expect((await rig.approveAndApply(early)).outcome).toBe('applied');
    expect(await snapshot(people)).toEqual(before);
  });

  test('once it is undone, the two may be merged again, and a merger undone is not merged by another undoing', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const first = await merge(people);
    const revertId = await orderUndo(first);
    await rig.approveAndApply(revertId);
    const again = await orderUndo(revertId);
    expect((await rig.show(again)).plan.findings).toMatchObject([
      { message: expect.stringMatching(/fusionnez à nouveau/) },
    ]);
    await merge(people);
    expect(await liveMandates(people.survivor.id)).toHaveLength(1);
  });
});

describe('the files of both', () => {
  const now = () => new Date('2026-06-15T10:00:00Z');
  const file = (id: string) => getPersonFile(database.db('backoffice'), staff.regionId, id, now());

  test('lead to each other while the merger stands, and the merged one stays readable, and its readings noted', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    await build.mandate(merged.id, po.id, since('2024-09-01'));
    const requestId = await merge(people);
    await recordReading(
      testContext(database.db('backoffice'), staff, () => new Date('2026-06-15T08:00:00Z')),
      {
        personId: merged.id,
      },
    );
    expect(await file(merged.id)).toMatchObject({
      mergedInto: { id: survivor.id, name: `Jeanne ${survivor.lastName}` },
      ...{ twins: [], mandates: [], readings: [{ by: staff.label }] },
    });
    expect(await file(survivor.id)).toMatchObject({
      mergedInto: null,
      twins: [{ id: merged.id, name: `Jeanne ${merged.lastName}`, birthDate: '4/5/1971', state: 'merged' }],
    });
    await undo(requestId);
    expect(await file(merged.id)).toMatchObject({ mergedInto: null, twins: [{ id: survivor.id, state: 'open' }] });
  });
});
