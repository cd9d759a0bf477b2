import { describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { orderMerge } from '../../src/commands/duplicates/order-merge.ts';
import { undoApproval } from '../../src/commands/undo-approval.ts';
import { memberSession } from '../../src/db/tables/member-session.ts';
import type { Role } from '../../src/domain/roles.ts';
import {
  accountsOf,
  applyOf,
  asked,
  build,
  codes,
  database,
  leaving,
  liveMandates,
  liveRoles,
  merge,
  order,
  place,
  preview,
  rig,
  rows,
  since,
  snapshot,
  staff,
  twins,
  undo,
} from './merge-rig.ts';

describe('ordering a merger', () => {
  test('works and audits: one request, approved in the same act, that the worker carries out', async () => {
    const { survivor, merged, po } = await twins();
    await build.mandate(merged.id, po.id, since('2024-09-01'), ['treasurer']);
    const requestId = await merge({ survivor, merged });
    expect((await rig.requestOf(requestId)).state).toBe('applied');
    expect(await liveMandates(survivor.id)).toMatchObject([{ po_id: po.id, period: '[2024-09-01,)' }]);
    const [row] = await rows(sql`select merged_into, email from person where id = ${merged.id}`);
    expect(row).toMatchObject({ merged_into: survivor.id });
    const actions = await rows(sql`select action from audit_entry where request_id = ${requestId} order by id`);
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['order-merge', 'approve-request', 'merge-person', 'move-mandate']),
    );
  });

  test('refuses who may only read', async () => {
    const people = await twins();
    await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
    const reader = await build.staff({ role: 'reader' });
    await expect(order(asked(people), reader)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('refuses people of another secretariat', async () => {
    const people = await twins();
    await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const { shownHash } = await preview(asked(people));
    const [elsewhere] = await rows(sql`
      insert into region (code, name, email) values ('ailleurs', 'Ailleurs', 'a@ailleurs.example') returning id`);
    const stranger = await build.staff({ regionId: String(elsewhere?.id) });
    const input = { ...asked(people), shownHash, acknowledged: [] };
    await expect(orderMerge(rig.office(stranger), input, rig.settings)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('refuses one record and itself, and people who never had a mandate', async () => {
    const people = await twins();
    await expect(preview(asked({ ...people, merged: people.survivor }))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(preview(asked(people))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('refuses a plan that is another one by now, and warnings that nobody ticked', async () => {
    const people = await twins();
    await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
    const input = { ...asked(people), shownHash: 'autre', acknowledged: [] };
    await expect(orderMerge(rig.office(), input, rig.settings)).rejects.toMatchObject({ code: 'stale-plan' });
    await database
      .db('migrator')
      .execute(sql`update person set birth_date = '1972-05-04' where id = ${people.merged.id}`);
    const { shownHash } = await preview(asked(people));
    await expect(orderMerge(rig.office(), { ...input, shownHash }, rig.settings)).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const [row] = await rows(
      sql`select count(*)::int as n from change_request where type = 'merge-persons' and subject like ${`%${people.survivor.lastName}`}`,
    );
    expect(row?.n).toBe(0);
  });

  test('a second time is refused while the first is under way, and once it is done', async () => {
    const people = await twins();
    await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
    const { shownHash } = await preview(asked(people));
    const input = { ...asked(people), shownHash, acknowledged: [] };
    const { requestId } = await orderMerge(rig.office(), input, rig.settings);
    await expect(orderMerge(rig.office(), input, rig.settings)).rejects.toMatchObject({ code: 'conflict' });
    expect(await applyOf(requestId)).toBe('applied');
    expect(await codes(asked(people))).toContain('already-merged');
    expect(await applyOf(requestId).catch(() => 'nothing')).toBe('nothing');
  });

  test('of two at one moment one wins', async () => {
    const people = await twins();
    await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
    const { shownHash } = await preview(asked(people));
    const other = asked({ survivor: people.merged, merged: people.survivor });
    const otherHash = (await preview(other)).shownHash;
    const outcomes = await Promise.allSettled([
      orderMerge(rig.office(), { ...asked(people), shownHash, acknowledged: [] }, rig.settings),
      orderMerge(rig.office(), { ...other, shownHash: otherHash, acknowledged: [] }, rig.settings),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('with four eyes it waits for a colleague, who approves it from the queue', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const settings = { ...rig.settings, fourEyes: true };
    const { requestId, appliesAt } = await order(asked(people), staff, settings);
    expect(appliesAt).toBeNull();
    expect((await rig.requestOf(requestId)).state).toBe('submitted');
    await expect(order(asked(people), staff, settings)).rejects.toMatchObject({ code: 'conflict' });
    const colleague = await build.staff();
    const { decisionId } = await rig.approve(requestId, colleague);
    expect((await rig.apply(decisionId)).outcome).toBe('applied');
  });

  test('nobody merges their own record alone', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const self = await build.staff({ personId: people.merged.id });
    const { requestId, appliesAt } = await order(asked(people), self);
    expect(appliesAt).toBeNull();
    await expect(rig.approve(requestId, self)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('an approval is taken back before it is carried out, and nothing is written', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    const before = await snapshot(people);
    const { requestId } = await order(asked(people));
    const { version } = await rig.requestOf(requestId);
    await undoApproval(rig.office(), { requestId, version });
    expect(await snapshot(people)).toEqual(before);
  });
});

describe('what is recorded', () => {
  test('stays the survivor’s, is completed by the other’s, and is overwritten by choice alone', async () => {
    place.run += 1;
    const name = { lastName: `Double${place.run}`, firstName: 'Jeanne', birthDate: '1971-05-04' };
    const survivor = await build.person({ ...name, email: `garde${place.run}@maquette.example` });
    const more = {
      email: `autre${place.run}@maquette.example`,
      phone: '+32470000001',
      street: 'Rue du Croquis',
      locality: 'Namur',
    };
    const merged = await build.person({ ...name, firstName: 'Jeannette', ...more });
    await build.mandate(survivor.id, (await build.po()).id, since('2020-01-01'));
    await merge({ survivor, merged }, { fields: { firstName: 'merged' } });
    const [row] = await rows(sql`select first_name, email, phone, street from person where id = ${survivor.id}`);
    expect(row).toEqual({
      first_name: 'Jeannette',
      email: `garde${place.run}@maquette.example`,
      phone: '+32470000001',
      street: 'Rue du Croquis',
    });
    const set = await rows(sql`
      select f.field, c.kind from field_change f join cause c on c.id = f.cause_id where f.subject_id = ${survivor.id} order by f.field`);
    expect(set).toEqual(['address', 'firstName', 'phone'].map((field) => ({ field, kind: 'staff-edit' })));
  });

  test('mails, envois, choices of staff and the member of staff who is that person follow', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    await build.mandate(merged.id, po.id, since('2024-09-01'));
    const settled = await rig.submit('removal', { ...leaving, lastName: merged.lastName }, po.id);
    await database.db('migrator').execute(sql`
      update change_request set settlement = jsonb_build_object('personId', ${merged.id}::text) where id = ${settled}`);
    await database.db('migrator').execute(sql`
      update submission set submitter_person_id = ${merged.id} where id = (select submission_id from change_request where id = ${settled})`);
    await database.db('migrator').execute(sql`
      insert into mail (kind, cause_key, to_address, person_id, message_id, state)
      values ('mandate-added', ${`essai:${place.run}`}, 'jeanne@maquette.example', ${merged.id}, ${`essai-${place.run}@maquette.example`}, 'sent')`);
    await build.staff({ personId: merged.id });
    const before = await snapshot(people);
    const requestId = await merge(people);
    const after = await snapshot(people);
    for (const list of [after.mails, after.envois, after.staff, after.settlements])
      expect(JSON.stringify(list)).not.toContain(merged.id);
    expect(after.settlements).toEqual([{ personId: survivor.id }]);
    await undo(requestId);
    expect(await snapshot(people)).toEqual(before);
  });

  test('kinds of mailings that either record has left are left by the person', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    await build.mandate(merged.id, po.id, since('2024-09-01'));
    await database.db('migrator').execute(sql`
      insert into mailing_opt_out (person_id, kind, via, staff_id) values (${merged.id}, 'information', 'staff', ${staff.id}),
        (${merged.id}, 'training', 'extranet', null), (${survivor.id}, 'training', 'link', null)`);
    const before = await snapshot(people);
    const requestId = await merge(people);
    const left = await rows(
      sql`select kind, via, staff_id from mailing_opt_out where person_id = ${survivor.id} order by kind`,
    );
    expect(left).toEqual([
      { kind: 'information', via: 'staff', staff_id: staff.id },
      { kind: 'training', via: 'link', staff_id: null },
    ]);
    await undo(requestId);
    expect(await snapshot(people)).toEqual(before);
  });

  test('what was applied about the merged person is found by the survivor', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    await build.mandate(merged.id, po.id, since('2024-09-01'));
    const removal = await rig.submit('removal', { ...leaving, lastName: merged.lastName }, po.id);
    await rig.settle(removal, { personId: merged.id });
    await rig.approveAndApply(removal);
    await merge(people);
    const found = await rows(
      sql`select request_id from decision where person_ids @> array[${survivor.id}::uuid] and request_id = ${removal}`,
    );
    expect(found).toHaveLength(1);
  });
});

describe('mandates', () => {
  test('in several POs all become the survivor’s', async () => {
    const people = await twins();
    const second = await build.po();
    await build.mandate(people.survivor.id, people.po.id, since('2020-01-01'), ['president']);
    await build.mandate(people.merged.id, second.id, since('2021-01-01'), ['treasurer']);
    await merge(people);
    expect((await liveMandates(people.survivor.id)).map(({ po_id }) => po_id)).toEqual([people.po.id, second.id]);
    expect(await liveMandates(people.merged.id)).toEqual([]);
  });

  test('that overlap in one PO become one over all their days; those that only follow each other stay two', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    await build.mandate(survivor.id, po.id, { from: '2010-01-01', to: '2012-12-31' });
    await build.mandate(survivor.id, po.id, { from: '2014-01-01', to: '2018-12-31' });
    await build.mandate(survivor.id, po.id, { from: '2020-01-01', to: '2024-12-31' });
    await build.mandate(merged.id, po.id, { from: '2013-01-01', to: '2013-12-31' });
    await build.mandate(merged.id, po.id, { from: '2017-01-01', to: '2021-12-31' });
    const before = await snapshot(people);
    const requestId = await merge(people);
    expect((await liveMandates(survivor.id)).map(({ period }) => period)).toEqual([
      '[2010-01-01,2013-01-01)',
      '[2013-01-01,2014-01-01)',
      '[2014-01-01,2025-01-01)',
    ]);
    await undo(requestId);
    expect(await snapshot(people)).toEqual(before);
  });

  test('carry their roles over without overlap', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    const role = (name: Role, from: string, to: string | null) => ({ role: name, period: { from, to } });
    await build.mandate(survivor.id, po.id, since('2018-01-01'), [
      role('treasurer', '2018-01-01', '2020-12-31'),
      role('treasurer', '2022-06-01', null),
      'administrator',
    ]);
    await build.mandate(merged.id, po.id, since('2016-01-01'), [
      role('treasurer', '2020-01-01', '2023-12-31'),
      role('secretary', '2016-01-01', '2017-12-31'),
    ]);
    const before = await snapshot(people);
    const requestId = await merge(people);
    expect(await liveRoles(survivor.id)).toEqual([
      { role: 'administrator', period: '[2018-01-01,)' },
      { role: 'secretary', period: '[2016-01-01,2018-01-01)' },
      { role: 'treasurer', period: '[2018-01-01,)' },
    ]);
    await undo(requestId);
    expect(await snapshot(people)).toEqual(before);
  });
});

describe('accounts', () => {
  const mail = (who: string) => `${who}.${place.run}@maquette.example`;

  test('none, or the survivor’s alone: nothing of it changes', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    expect(await codes(asked(people))).toContain('no-account');
    await build.account(people.survivor.id, mail('garde'));
    const before = await accountsOf(people);
    await merge(people);
    expect(await accountsOf(people)).toEqual(before);
  });

  test('the other’s alone becomes the survivor’s, and comes back', async () => {
    const people = await twins();
    await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
    await build.account(people.merged.id, mail('autre'));
    const before = await snapshot(people);
    const requestId = await merge(people);
    expect(await accountsOf(people)).toEqual([
      { person_id: people.survivor.id, email: mail('autre'), state: 'active' },
    ]);
    await undo(requestId);
    expect(await snapshot(people)).toEqual(before);
  });

  test.each(['survivor', 'merged'] as const)(
    'of two, the %s’s is kept by choice: the other closes',
    async (account) => {
      const people = await twins();
      await build.mandate(people.survivor.id, people.po.id, since('2024-09-01'));
      await build.mandate(people.merged.id, people.po.id, since('2025-09-01'));
      const accounts = {
        survivor: await build.account(people.survivor.id, mail('garde')),
        merged: await build.account(people.merged.id, mail('autre')),
      };
      await database
        .db('migrator')
        .insert(memberSession)
        .values(
          Object.values(accounts).map(({ id }) => ({ userId: id, token: `${id}`, expiresAt: new Date('2027-01-01') })),
        );
      const closed = accounts[account === 'survivor' ? 'merged' : 'survivor'];
      await database.db('migrator').execute(sql`
      insert into token (purpose, account_id, secret_sha256, expires_at)
      values ('password-reset', ${closed.id}, sha256(${closed.id}::bytea), '2027-01-01')`);
      const before = await snapshot(people);
      const requestId = await merge(people, { account });
      expect(await accountsOf(people)).toEqual([
        { person_id: people.survivor.id, email: accounts[account].email, state: 'active' },
        { person_id: people.merged.id, email: null, state: 'closed' },
      ]);
      const sessions = await rows(
        sql`select user_id from member_session where user_id in (${accounts.survivor.id}, ${accounts.merged.id})`,
      );
      expect(sessions).toEqual([{ user_id: accounts[account].id }]);
      const [token] = await rows(sql`select voided_at from token where account_id = ${closed.id}`);
      expect(token?.voided_at).not.toBeNull();
      await undo(requestId);
      expect(await snapshot(people)).toEqual(before);
    },
  );

  test('the one that waited for an address gives way to the one that is in use, and its task is over', async () => {
    const people = await twins();
    await build.mandate(people.merged.id, people.po.id, since('2024-09-01'));
    await build.account(people.survivor.id, '', { email: null, state: 'waiting' });
    await build.account(people.merged.id, mail('commune'));
    await merge(people);
    expect(await accountsOf(people)).toMatchObject([
      { person_id: people.survivor.id, email: mail('commune'), state: 'active' },
      { person_id: people.merged.id, state: 'closed' },
    ]);
  });

  test('two records that share an address: the account in use goes on, nobody is invited, and undone the second waits again', async () => {
    const people = await twins();
    const { survivor, merged, po } = people;
    await database.db('migrator').execute(sql`
      update person set email = ${mail('ensemble')} where id in (${survivor.id}, ${merged.id})`);
    await build.mandate(survivor.id, po.id, since('2024-09-01'));
    await build.mandate(merged.id, (await build.po()).id, since('2023-09-01'));
    const waiting = await build.account(survivor.id, '', { email: null, state: 'waiting' });
    await build.account(merged.id, mail('ensemble'));
    await database.db('migrator').execute(sql`
      insert into staff_task (kind, ref, reason, detail) values ('account-waiting', ${waiting.id}, 'attend', '{}')`);
    const waits = () => rows(sql`select done_at is null as open from staff_task where ref = ${waiting.id}`);
    const before = await snapshot(people);
    const requestId = await merge(people);
    expect(await accountsOf(people)).toEqual([
      { person_id: survivor.id, email: mail('ensemble'), state: 'active' },
      { person_id: merged.id, email: null, state: 'closed' },
    ]);
    expect(await waits()).toEqual([{ open: false }]);
    expect(
      await rows(sql`select kind from mail where to_address = ${mail('ensemble')} and kind = 'activation'`),
    ).toEqual([]);
    await undo(requestId);
    expect(await snapshot(people)).toEqual(before);
    expect(await waits()).toEqual([{ open: true }]);
  });
});
