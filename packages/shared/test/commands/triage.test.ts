import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeState } from '../../src/commands/change-state.ts';
import { inTransaction, type StaffActor } from '../../src/commands/context.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { assignRequest } from '../../src/commands/triage/assign-request.ts';
import { setAsideRequest } from '../../src/commands/triage/set-aside-request.ts';
import { addDays, todayInBrussels } from '../../src/domain/dates.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date();
const today = todayInBrussels(now());
const tomorrow = addDays(today, 1);

let database: TestDatabase;
let staff: StaffActor;
let colleague: StaffActor;
let reader: StaffActor;
let rig: ReturnType<typeof requestRig>;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  colleague = await build.staff({ name: 'Magali Collègue' });
  reader = await build.staff({ name: 'Luc Lecteur', role: 'reader' });
  rig = requestRig(database, staff, now);
  poId = (await build.po()).id;
});
afterAll(() => database.close());

const submit = () =>
  rig.submit(
    'removal',
    { firstName: 'Paul', lastName: 'Exemple', email: null, birthDate: null, endDate: today, reason: 'resignation' },
    poId,
  );

const lastEvent = async (requestId: string) => {
  const [row] = await database.sql('migrator')`
    select event, from_state, to_state, actor_label, reason, detail from request_event
    where request_id = ${requestId} order by id desc limit 1`;
  return row;
};
const events = async (requestId: string) => {
  const [row] = await database.sql('migrator')<{ count: number }[]>`
    select count(*)::int as count from request_event where request_id = ${requestId}`;
  return row?.count;
};
const audited = async (requestId: string) => {
  const rows = await database.sql('migrator')<{ action: string }[]>`
    select action from audit_entry where request_id = ${requestId} order by id`;
  return rows.map(({ action }) => action);
};

describe('assigning', () => {
  test('takes, gives and releases, with history and audit, and leaves the version alone', async () => {
    const id = await submit();
    await assignRequest(rig.office(), { requestId: id, from: null, to: staff.id });
    expect(await rig.requestOf(id)).toMatchObject({ assignedTo: staff.id, version: 1, state: 'submitted' });
    expect(await lastEvent(id)).toMatchObject({ event: 'take', from_state: 'submitted', to_state: 'submitted' });
    await assignRequest(rig.office(), { requestId: id, from: staff.id, to: colleague.id });
    expect(await lastEvent(id)).toMatchObject({ event: 'assign', detail: { name: 'Magali Collègue' } });
    await assignRequest(rig.office(colleague), { requestId: id, from: colleague.id, to: null });
    expect((await rig.requestOf(id)).assignedTo).toBeNull();
    expect(await lastEvent(id)).toMatchObject({ event: 'release', actor_label: 'Magali Collègue' });
    expect(await audited(id)).toEqual(['assign-request', 'assign-request', 'assign-request']);
  });

  test('a second time changes and notes nothing', async () => {
    const id = await submit();
    await assignRequest(rig.office(), { requestId: id, from: null, to: staff.id });
    const before = await events(id);
    await assignRequest(rig.office(), { requestId: id, from: null, to: staff.id });
    expect(await events(id)).toBe(before);
  });

  test('tells the second of two who take it at once, by name', async () => {
    const id = await submit();
    const both = await Promise.allSettled([
      assignRequest(rig.office(), { requestId: id, from: null, to: staff.id }),
      assignRequest(rig.office(colleague), { requestId: id, from: null, to: colleague.id }),
    ]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(1);
    const holder = (await rig.requestOf(id)).assignedTo === staff.id ? staff.label : colleague.label;
    expect(refused[0]?.reason).toMatchObject({
      code: 'conflict',
      userMessage: `Cette demande est maintenant à ${holder}.`,
    });
  });

  test('is refused once the request is over, to somebody who decides nothing, and by a reader', async () => {
    const id = await submit();
    const take = { requestId: id, from: null, to: staff.id };
    await expect(assignRequest(rig.office(), { ...take, to: reader.id })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(assignRequest(rig.office(reader), take)).rejects.toMatchObject({ code: 'forbidden' });
    await rejectRequest(rig.office(), { requestId: id, version: 1, reason: 'Essai' }, rig.settings);
    await expect(assignRequest(rig.office(), take)).rejects.toMatchObject({
      code: 'conflict',
      userMessage: 'Cette demande est refusée : il n’y a plus rien à y faire.',
    });
  });
});

describe('setting aside', () => {
  test('until a day, with the reason; and bringing back before it', async () => {
    const id = await submit();
    await setAsideRequest(rig.office(), { requestId: id, version: 1, until: tomorrow, reason: ' Attend le PV. ' });
    expect(await rig.requestOf(id)).toMatchObject({ setAsideUntil: tomorrow, version: 1, state: 'submitted' });
    expect(await lastEvent(id)).toMatchObject({
      event: 'set-aside',
      reason: 'Attend le PV.',
      detail: { until: tomorrow },
    });
    await setAsideRequest(rig.office(colleague), { requestId: id, version: 1, until: null });
    expect((await rig.requestOf(id)).setAsideUntil).toBeNull();
    expect(await lastEvent(id)).toMatchObject({ event: 'bring-back', actor_label: 'Magali Collègue' });
    expect(await audited(id)).toEqual(['set-aside-request', 'bring-back-request']);
  });

  test('a second time until the same day notes nothing; another day moves it', async () => {
    const id = await submit();
    await setAsideRequest(rig.office(), { requestId: id, version: 1, until: tomorrow });
    const before = await events(id);
    await setAsideRequest(rig.office(), { requestId: id, version: 1, until: tomorrow });
    expect(await events(id)).toBe(before);
    await setAsideRequest(rig.office(), { requestId: id, version: 1, until: addDays(today, 8) });
    expect((await rig.requestOf(id)).setAsideUntil).toBe(addDays(today, 8));
  });

  test('ends with whatever is decided, whichever way it goes back to the list', async () => {
    const id = await submit();
    await setAsideRequest(rig.office(), { requestId: id, version: 1, until: tomorrow });
    const asked = { id, state: 'submitted', version: 1 } as const;
    await inTransaction(rig.office(), (tx) => changeState(tx, asked, 'ask-correction'));
    expect((await rig.requestOf(id)).setAsideUntil).toBeNull();
    const cancelled = { id, state: 'correction_requested', version: 2 } as const;
    await inTransaction(rig.office(), (tx) => changeState(tx, cancelled, 'cancel-correction'));
    expect(await rig.requestOf(id)).toMatchObject({ state: 'submitted', setAsideUntil: null });
  });

  test.each([
    ['today', today],
    ['a day that is past', addDays(today, -1)],
    ['a day beyond a year', addDays(today, 367)],
    ['no day', '2026-02-30'],
  ])('is refused for %s', async (_, until) => {
    const id = await submit();
    await expect(setAsideRequest(rig.office(), { requestId: id, version: 1, until })).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'until', message: expect.any(String) }],
    });
  });

  test('is refused on an old version, by a reader, and for what is not to be decided', async () => {
    const id = await submit();
    const aside = { requestId: id, version: 1, until: tomorrow };
    await expect(setAsideRequest(rig.office(), { ...aside, version: 2 })).rejects.toMatchObject({ code: 'conflict' });
    await expect(setAsideRequest(rig.office(reader), aside)).rejects.toMatchObject({ code: 'forbidden' });
    await database.sql('migrator')`update change_request set state = 'failed' where id = ${id}`;
    await expect(setAsideRequest(rig.office(), aside)).rejects.toMatchObject({
      userMessage: 'Cette demande est en échec : elle ne peut pas être mise de côté.',
    });
    await expect(
      database.sql('migrator')`update change_request set set_aside_until = ${tomorrow}::date where id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'change_request_set_aside' });
  });
});
