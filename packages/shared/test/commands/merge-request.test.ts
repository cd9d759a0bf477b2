import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { approveRequest } from '../../src/commands/approve-request.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { mergeRequest, unmergeRequest } from '../../src/commands/merge-request.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { tellWithdrawal } from '../../src/commands/tell-withdrawal.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../src/errors/errors.ts';
import { listMergeCandidates } from '../../src/reads/list-merge-candidates.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

const leaving = {
  ...{ firstName: 'Paul', lastName: 'Exemple', email: null, birthDate: null },
  ...{ endDate: '2026-08-31', reason: 'resignation' },
};

/** Two authors who ask the same, in two envois. */
async function askedTwice() {
  const po = await build.po();
  const paul = await build.person({ firstName: 'Paul', lastName: 'Exemple' });
  await build.mandate(paul.id, po.id, { from: '2020-01-01', to: null });
  const by = (name: string) => ({
    submitter: { name, email: `${name.toLowerCase()}-${po.fase}@po.example`, function: 'Membre' },
  });
  const first = await rig.submit('removal', leaving, po.id, by('Marie'));
  const second = await rig.submit('removal', { ...leaving, reason: 'other' }, po.id, by('Luc'));
  return { po, paul, first, second };
}

const merge = async (requestId: string, into: string, actor: StaffActor = staff) =>
  mergeRequest(
    rig.office(actor),
    {
      ...{ requestId, version: (await rig.requestOf(requestId)).version },
      ...{ into, intoVersion: (await rig.requestOf(into)).version },
    },
    rig.settings,
  );
const unmerge = async (requestId: string) =>
  unmergeRequest(rig.office(), { requestId, version: (await rig.requestOf(requestId)).version });
const mailsOf = async (requestIds: readonly string[]) =>
  database.sql('migrator')`
    select m.kind, m.to_name as name, m.request_id = any(${requestIds as string[]}::uuid[]) as own from mail m
    where m.request_id = any(${requestIds as string[]}::uuid[]) and m.kind in ('envoi-settled', 'request-rejected')
    order by m.to_name`;

describe('two requests that ask the same', () => {
  test('are offered to each other, and not to those of another person, type or PO', async () => {
    const { po, first, second } = await askedTwice();
    await askedTwice();
    await rig.submit('removal', { ...leaving, firstName: 'Anne', lastName: 'Autre' }, po.id);
    const found = await listMergeCandidates(database.db('backoffice'), staff, second);
    expect(found.own.id).toBe(second);
    expect(found.candidates.map(({ id, submitter }) => ({ id, submitter }))).toEqual([
      { id: first, submitter: 'Marie' },
    ]);
    expect(found.candidates[0]?.answers.length).toBeGreaterThan(2);
  });

  test('become one to decide, noted in history and audit of both, and both authors are told when it is applied', async () => {
    const { first, second } = await askedTwice();
    const { version } = await merge(second, first);
    expect(await rig.requestOf(second)).toMatchObject({ state: 'merged', mergedInto: first, version });
    expect(await rig.requestOf(first)).toMatchObject({ state: 'submitted', mergedInto: null });
    const sql = database.sql('migrator');
    const events = await sql`
      select request_id, event from request_event where request_id = any(${[first, second]}::uuid[]) and event like 'merge%'
      order by event`;
    expect(events).toEqual([
      { request_id: second, event: 'merge' },
      { request_id: first, event: 'merge-in' },
    ]);
    const audited = await sql`
      select request_id from audit_entry where action = 'merge-request' and request_id = any(${[first, second]}::uuid[])`;
    expect(audited).toHaveLength(2);
    // The second envoi is not over before the request that stays is.
    expect(await mailsOf([first, second])).toEqual([]);
    expect(await rig.approveAndApply(first)).toEqual({ outcome: 'applied' });
    expect(await mailsOf([first, second])).toEqual([
      { kind: 'envoi-settled', name: 'Luc', own: true },
      { kind: 'envoi-settled', name: 'Marie', own: true },
    ]);
    const ids = await sql`select id, message_id from mail where request_id = any(${[first, second]}::uuid[])`;
    for (const { id, message_id: messageId } of ids) expect(messageId).toContain(String(id));
  });

  test('are refused together: each author gets the refusal once, about the own envoi', async () => {
    const { first, second } = await askedTwice();
    await merge(second, first);
    await rejectRequest(rig.office(), { requestId: first, version: 1, reason: 'Paul reste.' }, rig.settings);
    expect(await mailsOf([first, second])).toEqual([
      { kind: 'request-rejected', name: 'Luc', own: true },
      { kind: 'request-rejected', name: 'Marie', own: true },
    ]);
  });

  test('are parted again when the author of the one that stays takes it back', async () => {
    const { first, second } = await askedTwice();
    await merge(second, first);
    await database.sql('migrator')`
      update change_request set state = 'withdrawn', version = version + 1, settled_at = now() where id = ${first}`;
    const { submissionId } = await rig.requestOf(first);
    const tell = () =>
      inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
        tellWithdrawal(tx, submissionId, first),
      );
    await tell();
    await tell();
    expect(await rig.requestOf(second)).toMatchObject({ state: 'submitted', mergedInto: null, settledAt: null });
    expect(await rig.approveAndApply(second)).toEqual({ outcome: 'applied' });
  });

  test('take along those that were merged before', async () => {
    const { po, first, second } = await askedTwice();
    const third = await rig.submit('removal', leaving, po.id);
    await merge(second, first);
    await merge(first, third);
    expect(await rig.requestOf(second)).toMatchObject({ state: 'merged', mergedInto: third });
    expect(await rig.requestOf(first)).toMatchObject({ state: 'merged', mergedInto: third });
  });

  test('need a second person to approve what stays, where two must look', async () => {
    const { first, second } = await askedTwice();
    await merge(second, first);
    const { plan, shownHash, request } = await rig.show(first);
    const acknowledged = plan.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
    const input = { requestId: first, version: request.version, shownHash, acknowledged };
    const strict = { ...rig.settings, fourEyes: true };
    await expect(approveRequest(rig.office(), input, strict)).rejects.toThrow(ForbiddenError);
    const colleague = await build.staff({ name: 'Camille Collègue' });
    await approveRequest(rig.office(colleague), input, strict);
    expect(await rig.requestOf(first)).toMatchObject({ state: 'approved' });
  });

  test('may be parted by staff while the one that stays is open, and not afterwards', async () => {
    const { first, second } = await askedTwice();
    await expect(unmerge(second)).rejects.toThrow(ConflictError);
    await merge(second, first);
    await unmerge(second);
    expect(await rig.requestOf(second)).toMatchObject({ state: 'submitted', mergedInto: null });
    const [audited] = await database.sql('migrator')`
      select count(*)::int as count from audit_entry where action = 'unmerge-request' and request_id = ${second}`;
    expect(audited).toEqual({ count: 1 });
    await expect(unmerge(second)).rejects.toThrow(ConflictError);
    await merge(second, first);
    await rig.approveAndApply(first);
    await expect(unmerge(second)).rejects.toThrow(ConflictError);
  });
});

describe('a merge is refused', () => {
  test('when one of them is not open, or on an old version', async () => {
    const { first, second } = await askedTwice();
    await expect(
      mergeRequest(rig.office(), { requestId: second, version: 1, into: first, intoVersion: 2 }, rig.settings),
    ).rejects.toThrow(ConflictError);
    await rejectRequest(rig.office(), { requestId: first, version: 1, reason: 'Paul reste.' }, rig.settings);
    await expect(merge(second, first)).rejects.toThrow(ConflictError);
    await expect(merge(first, second)).rejects.toThrow(ConflictError);
    expect(await rig.requestOf(second)).toMatchObject({ state: 'submitted', version: 1 });
  });

  test('the second time, with itself, and between types or POs', async () => {
    const { first, second, po } = await askedTwice();
    const elsewhere = await askedTwice();
    await expect(merge(second, second)).rejects.toThrow(InvalidInputError);
    await expect(merge(second, elsewhere.first)).rejects.toThrow(InvalidInputError);
    const nothing = {
      ...{ name: 'Nouveau nom', address: null, enterpriseNumber: null, contactEmail: null, contactPhone: null },
      ...{ schoolChange: null, school: null, schoolName: null, schoolAddress: null, schoolDate: null, other: '' },
    };
    const other = await rig.submit('po-change', nothing, po.id);
    await expect(merge(second, other)).rejects.toThrow(InvalidInputError);
    await merge(second, first);
    await expect(merge(second, first)).rejects.toThrow(ConflictError);
    await expect(merge(first, second)).rejects.toThrow(ConflictError);
  });

  test('to readers, to another secretariat, and about oneself', async () => {
    const { first, second, paul } = await askedTwice();
    await expect(merge(second, first, { ...staff, role: 'reader' })).rejects.toThrow(ForbiddenError);
    await expect(merge(second, first, { ...staff, personId: paul.id })).rejects.toThrow(ForbiddenError);
    const elsewhere = { ...staff, regionId: '00000000-0000-4000-8000-000000000000' };
    await expect(merge(second, first, elsewhere)).rejects.toMatchObject({ code: 'not-found' });
  });
});
