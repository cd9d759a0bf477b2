import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, asc, eq } from 'drizzle-orm';
import { type BulkOrder, orderBulkRun } from '../../src/commands/bulk/order-bulk-run.ts';
import { runBulkItem } from '../../src/commands/bulk/run-bulk-item.ts';
import { stopBulkRun } from '../../src/commands/bulk/stop-bulk-run.ts';
import { undoBulkRun } from '../../src/commands/bulk/undo-bulk-run.ts';
import type { StaffActor } from '../../src/commands/context.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { assignRequest } from '../../src/commands/triage/assign-request.ts';
import { undoApproval } from '../../src/commands/undo-approval.ts';
import { auditEntry } from '../../src/db/tables/audit-entry.ts';
import { bulkItem } from '../../src/db/tables/bulk-item.ts';
import { bulkRun } from '../../src/db/tables/bulk-run.ts';
import { decision } from '../../src/db/tables/decision.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import { requestEvent } from '../../src/db/tables/request-event.ts';
import { staffUser } from '../../src/db/tables/staff-user.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../src/errors/errors.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { cleanRequests } from '../../src/testing/clean-requests.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';
import { workContext } from '../queue/queue-rig.ts';

/** Far ahead of the clock of the database: an approval is not due before the test says so. */
const NOON = new Date('2031-06-16T10:00:00Z');
const LATER = new Date('2031-06-16T11:00:00Z');
const UNDO = { undoDelaySeconds: 600 };

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;
let clean: Awaited<ReturnType<typeof cleanRequests>>;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
});
beforeEach(async () => {
  staff = await build.staff();
  rig = requestRig(database, staff, () => NOON);
  clean = await cleanRequests({ database, build, rig, type: 'new-member' }, 2);
});
afterAll(() => database.close());

const submit = (more?: Record<string, unknown>) => clean.submit((number += 1), { startDate: '2031-06-01', ...more });
const several = async (count: number) => {
  const items = [];
  for (let n = 0; n < count; n += 1) items.push(await submit());
  return items;
};
const order = (what: BulkOrder, items: { requestId: string; version: number }[], actor = staff, id = randomUUID()) =>
  orderBulkRun(rig.office(actor), { id, order: what, items }, UNDO);
const worker = (fourEyes = false) => ({
  ...workContext(database),
  ...{ singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES, fourEyes, now: () => NOON },
});
const work = (by = NOON, fourEyes = false) =>
  runDue(
    worker(fourEyes),
    createHandlers({
      intakeUrl: 'http://f.example',
      extranetUrl: 'http://e.example',
      backofficeUrl: 'http://office.example',
    }),
    by,
  );
const itemsOf = (runId: string) =>
  database.db('migrator').select().from(bulkItem).where(eq(bulkItem.runId, runId)).orderBy(asc(bulkItem.place));
const runOf = async (runId: string) =>
  (await database.db('migrator').select().from(bulkRun).where(eq(bulkRun.id, runId)))[0];
const stateOf = async ({ requestId }: { requestId: string }) => (await rig.requestOf(requestId)).state;
const auditsOf = async (subjectId: string) => {
  const rows = await database
    .db('migrator')
    .select()
    .from(auditEntry)
    .where(eq(auditEntry.subjectId, subjectId))
    .orderBy(auditEntry.id);
  return rows.map(({ action, actorId }) => ({ action, actorId }));
};
const refused = { kind: 'reject', reason: 'Cet envoi est un doublon.' } as const;

describe('a run of approvals', () => {
  test('is written with its items and done by the worker in the order of the list, in the name of who ordered it', async () => {
    const items = (await several(4)).reverse();
    const { id } = await order({ kind: 'approve' }, items);
    expect(await Promise.all(items.map(stateOf))).toEqual(Array(4).fill('submitted'));
    expect(await auditsOf(id)).toEqual([{ action: 'order-bulk-run', actorId: staff.id }]);

    await work();
    expect(await itemsOf(id)).toMatchObject(
      items.map(({ requestId }, place) => ({ place, requestId, state: 'done', outcome: 'Approuvée.' })),
    );
    expect(await runOf(id)).toMatchObject({ finishedAt: NOON, stoppedAt: null });
    const decisions = await database
      .db('migrator')
      .select()
      .from(decision)
      .where(eq(decision.staffId, staff.id))
      .orderBy(decision.sequence);
    expect(decisions.map(({ requestId }) => requestId)).toEqual(items.map(({ requestId }) => requestId));
    expect(await auditsOf(items[0]?.requestId ?? '')).toEqual([{ action: 'approve-request', actorId: staff.id }]);
    // Approved is not applied: the undo delay of the order holds for each.
    const [due] = await database
      .db('migrator')
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'apply'), eq(outbox.ref, decisions[0]?.id ?? '')));
    expect(due?.nextAt).toEqual(new Date(NOON.getTime() + 600_000));
    await work(LATER);
    expect(await Promise.all(items.map(stateOf))).toEqual(Array(4).fill('applied'));
  });

  test('leaves what its orderer entered, where a second person is asked', async () => {
    const [entered, other] = await several(2);
    if (!entered || !other) throw new Error('unreachable');
    await database.sql('migrator')`
      update submission set channel = 'staff', entered_by = ${staff.id}, came_by = 'telephone', came_on = '2026-06-01'
      where id = (select submission_id from change_request where id = ${entered.requestId})`;
    const { id } = await order({ kind: 'approve' }, [entered, other]);
    await work(NOON, true);
    expect(await itemsOf(id)).toMatchObject([
      { state: 'left', outcome: expect.stringContaining('un·e collègue doit l’approuver') },
      { state: 'done', outcome: 'Approuvée.' },
    ]);
    expect(await stateOf(entered)).toBe('submitted');
  });

  test('leaves what has a warning, what is blocked and what changed meanwhile, and says why', async () => {
    const [good, changed] = await several(2);
    const warned = await rig.submit('new-member', { ...newcomer(), startDate: '2031-06-01' }, clean.poIds[0] ?? null);
    const blocked = await rig.submit('new-member', newcomer(), null, { poTyped: { name: 'Rien', address: '' } });
    if (!good || !changed) throw new Error('unreachable');
    await rig.approve(changed.requestId);
    const { requestId } = changed;
    const { version } = await rig.requestOf(requestId);
    await undoApproval(rig.office(), { requestId, version });
    const items = [changed, { requestId: warned, version: 1 }, { requestId: blocked, version: 1 }, good];
    const { id } = await order({ kind: 'approve' }, items);
    await work();
    expect(await itemsOf(id)).toMatchObject([
      { state: 'left', outcome: expect.stringContaining('entre-temps') },
      { state: 'left', outcome: expect.stringContaining('n’est pas membre de ce PO') },
      { state: 'left', outcome: expect.stringContaining('choisissez celui dont il s’agit') },
      { state: 'done', outcome: 'Approuvée.' },
    ]);
    expect(await stateOf({ requestId: warned })).toBe('submitted');
    const history = await database.db('migrator').select().from(requestEvent).where(eq(requestEvent.requestId, warned));
    expect(history.map(({ event }) => event)).toEqual(['submit']);
  });

  test('leaves a request about the person of who ordered it', async () => {
    const known = await build.person({ firstName: 'Dominique', lastName: 'Concernée', birthDate: '1975-04-03' });
    await build.mandate(known.id, clean.poIds[0] ?? '', { from: '2020-01-01', to: null }, ['administrator']);
    staff = await build.staff({ personId: known.id });
    rig = requestRig(database, staff, () => NOON);
    number += number % 2 === 0 ? 1 : 0;
    const own = await submit({ firstName: 'Dominique', lastName: 'Concernée', birthDate: '1975-04-03' });
    const { id } = await order({ kind: 'approve' }, [own]);
    await work();
    expect(await itemsOf(id)).toMatchObject([{ state: 'left', outcome: expect.stringContaining('collègue') }]);
    expect(await stateOf(own)).toBe('submitted');
  });

  test.each([
    ['has been disabled', { disabledAt: new Date() }, 'plus accès'],
    ['may only read by now', { role: 'reader' as const }, 'pas de décider'],
  ])('decides nothing any more when who ordered it %s', async (_, change, words) => {
    const items = await several(2);
    const { id } = await order({ kind: 'approve' }, items);
    await database.db('migrator').update(staffUser).set(change).where(eq(staffUser.id, staff.id));
    await work();
    expect(await itemsOf(id)).toMatchObject([
      { state: 'left', outcome: expect.stringContaining(words) },
      { state: 'left', outcome: expect.stringContaining(words) },
    ]);
    expect(await Promise.all(items.map(stateOf))).toEqual(['submitted', 'submitted']);
  });

  test('does each request once, also when two workers are at it and the row is rung again', async () => {
    const items = await several(6);
    const { id } = await order({ kind: 'approve' }, items);
    const turn = async () => {
      while ((await runBulkItem(worker(), id, worker())) === 'more');
    };
    await Promise.all([turn(), turn(), turn()]);
    await work();
    expect((await itemsOf(id)).map(({ state }) => state)).toEqual(Array(6).fill('done'));
    const rows = await database.db('migrator').select().from(decision).where(eq(decision.staffId, staff.id));
    expect(rows).toHaveLength(6);
  });

  test('goes on behind the last one that was done when a worker broke off', async () => {
    const items = await several(3);
    const { id } = await order({ kind: 'approve' }, items);
    await runBulkItem(worker(), id, worker());
    expect((await itemsOf(id)).map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting']);
    expect(await runOf(id)).toMatchObject({ finishedAt: null });
    await work();
    expect((await itemsOf(id)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });
});

test('nothing of a run is applied before all of it is decided, or it is stopped', async () => {
  const items = await several(3);
  const { id } = await order({ kind: 'approve' }, items);
  await runBulkItem(worker(), id, worker());
  const dueOf = async () => {
    const [item] = await itemsOf(id);
    const [row] = await database
      .db('migrator')
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'apply'), eq(outbox.ref, item?.decisionId ?? '')));
    return row?.nextAt;
  };
  expect(await dueOf()).toEqual(new Date(NOON.getTime() + 4_200_000));
  await stopBulkRun(rig.office(), { runId: id });
  await work();
  expect(await dueOf()).toEqual(new Date(NOON.getTime() + 600_000));
});

describe('a run of refusals', () => {
  test('tells each author the reason', async () => {
    const items = await several(2);
    const { id } = await order(refused, items);
    await work();
    expect(await itemsOf(id)).toMatchObject([
      { state: 'done', outcome: 'Refusée.' },
      { state: 'done', outcome: 'Refusée.' },
    ]);
    for (const { requestId } of items) {
      expect(await rig.requestOf(requestId)).toMatchObject({ state: 'rejected' });
      const mails = await database.db('migrator').select().from(mail).where(eq(mail.requestId, requestId));
      expect(mails.map(({ kind }) => kind)).toEqual(['request-rejected']);
    }
    const rows = await database.db('migrator').select().from(decision).where(eq(decision.staffId, staff.id));
    expect(rows.map(({ reason }) => reason)).toEqual([refused.reason, refused.reason]);
  });

  test('is not ordered without a reason', async () => {
    const items = await several(1);
    await expect(order({ kind: 'reject', reason: '  ' }, items)).rejects.toThrow(InvalidInputError);
  });
});

describe('a run that gives requests to somebody', () => {
  test('leaves those that were given to somebody else since it was ordered, and those that are over', async () => {
    const [free, taken, over] = await several(3);
    if (!free || !taken || !over) throw new Error('unreachable');
    const [colleague, quick] = [await build.staff({ name: 'Camille Collègue' }), await build.staff({ name: 'Vite' })];
    await assignRequest(rig.office(), { requestId: taken.requestId, from: null, to: colleague.id });
    const { id } = await order({ kind: 'assign', assigneeId: staff.id }, [free, taken, over]);
    await assignRequest(rig.office(quick), { requestId: taken.requestId, from: colleague.id, to: quick.id });
    await rejectRequest(rig.office(), { ...over, reason: 'Doublon.' }, rig.settings);
    await work();
    expect(await itemsOf(id)).toMatchObject([
      { state: 'done', outcome: 'Attribuée.' },
      { state: 'left', outcome: 'Cette demande est maintenant à Vite.' },
      { state: 'left', outcome: expect.stringContaining('refusée') },
    ]);
    expect(await rig.requestOf(free.requestId)).toMatchObject({ assignedTo: staff.id, state: 'submitted' });

    const release = await order({ kind: 'assign', assigneeId: null }, [free, taken]);
    await work();
    expect((await itemsOf(release.id)).map(({ outcome }) => outcome)).toEqual(['Rendue à tous.', 'Rendue à tous.']);
    expect(await rig.requestOf(taken.requestId)).toMatchObject({ assignedTo: null });
  });

  test('is not ordered for somebody who decides nothing here', async () => {
    const reader = await build.staff({ role: 'reader' });
    await expect(order({ kind: 'assign', assigneeId: reader.id }, await several(1))).rejects.toThrow(InvalidInputError);
  });
});

describe('an order', () => {
  test('sent twice is one run; under the id of a colleague’s run it is refused', async () => {
    const items = await several(1);
    const id = randomUUID();
    expect(await order({ kind: 'approve' }, items, staff, id)).toEqual({ id });
    expect(await order({ kind: 'approve' }, items, staff, id)).toEqual({ id });
    expect(await itemsOf(id)).toHaveLength(1);
    expect(await auditsOf(id)).toHaveLength(1);
    await expect(order({ kind: 'approve' }, items, await build.staff(), id)).rejects.toThrow(ConflictError);
  });

  test('of nothing, of the same twice, of too many or of another region is refused whole', async () => {
    const items = await several(2);
    const [first] = items;
    if (!first) throw new Error('unreachable');
    await expect(order({ kind: 'approve' }, [])).rejects.toThrow(InvalidInputError);
    await expect(order({ kind: 'approve' }, [first, first])).rejects.toThrow(InvalidInputError);
    const many = Array.from({ length: 501 }, () => ({ requestId: randomUUID(), version: 1 }));
    await expect(order({ kind: 'approve' }, many)).rejects.toThrow(InvalidInputError);
    await expect(order({ kind: 'approve' }, [first, { requestId: randomUUID(), version: 1 }])).rejects.toThrow(
      NotFoundError,
    );
    const runs = await database.db('migrator').select().from(bulkRun).where(eq(bulkRun.staffId, staff.id));
    expect(runs).toEqual([]);
  });

  test('is for who may decide', async () => {
    const items = await several(1);
    const reader = await build.staff({ role: 'reader' });
    await expect(order({ kind: 'approve' }, items, reader)).rejects.toThrow(ForbiddenError);
    const { id } = await order({ kind: 'approve' }, items);
    await expect(stopBulkRun(rig.office(reader), { runId: id })).rejects.toThrow(ForbiddenError);
    await expect(undoBulkRun(rig.office(reader), { runId: id })).rejects.toThrow(ForbiddenError);
    await stopBulkRun(rig.office(), { runId: id });
  });
});

describe('stopping a run', () => {
  test('keeps what is done, and the rest says that it had no turn; a second time it is over', async () => {
    const items = await several(3);
    const { id } = await order({ kind: 'approve' }, items);
    await runBulkItem(worker(), id, worker());
    expect(await stopBulkRun(rig.office(), { runId: id })).toEqual({ stopped: 2 });
    await work();
    expect((await itemsOf(id)).map(({ state }) => state)).toEqual(['done', 'stopped', 'stopped']);
    expect(await Promise.all(items.map(stateOf))).toEqual(['approved', 'submitted', 'submitted']);
    expect(await runOf(id)).toMatchObject({ stoppedAt: NOON, stoppedBy: staff.id, finishedAt: NOON });
    expect((await auditsOf(id)).map(({ action }) => action)).toEqual(['order-bulk-run', 'stop-bulk-run']);
    await expect(stopBulkRun(rig.office(), { runId: id })).rejects.toThrow(ConflictError);
    await expect(stopBulkRun(rig.office(), { runId: randomUUID() })).rejects.toThrow(NotFoundError);
  });
});

describe('taking a run back', () => {
  test('undoes every approval that is not applied, and stops the rest', async () => {
    const items = await several(4);
    const { id } = await order({ kind: 'approve' }, items);
    for (let n = 0; n < 3; n += 1) await runBulkItem(worker(), id, worker());
    const [first] = await itemsOf(id);
    expect(await rig.apply(first?.decisionId ?? '')).toEqual({ outcome: 'applied' });
    await database.sql('migrator')`
      update outbox set state = 'done', done_at = now() where kind = 'apply' and ref = ${first?.decisionId ?? ''}`;

    expect(await undoBulkRun(rig.office(), { runId: id })).toEqual({ undone: 2 });
    await work(LATER);
    expect((await itemsOf(id)).map(({ state }) => state)).toEqual(['done', 'undone', 'undone', 'stopped']);
    expect(await Promise.all(items.map(stateOf))).toEqual(['applied', 'submitted', 'submitted', 'submitted']);
    expect((await auditsOf(items[1]?.requestId ?? '')).map(({ action }) => action)).toEqual([
      'approve-request',
      'undo-approval',
    ]);
    await expect(undoBulkRun(rig.office(), { runId: id })).rejects.toThrow(ConflictError);
  });

  test('leaves an approval alone that somebody took back and gave again by hand', async () => {
    const [item] = await several(1);
    if (!item) throw new Error('unreachable');
    const { id } = await order({ kind: 'approve' }, [item]);
    await work();
    const { version } = await rig.requestOf(item.requestId);
    await undoApproval(rig.office(), { requestId: item.requestId, version });
    await rig.approve(item.requestId);
    await expect(undoBulkRun(rig.office(), { runId: id })).rejects.toThrow(ConflictError);
    expect(await stateOf(item)).toBe('approved');
  });
});

const newcomer = () => ({
  firstName: 'Jeanne',
  lastName: `Douteuse ${(number += 1)}`,
  birthDate: '1971-05-04',
  email: `jeanne-${number}@maquette.example`,
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  phone: '0470 12 34 56',
  startDate: '2031-06-01',
  roles: ['administrator'],
  replaces: [],
});
