import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { changeNumberIfDue } from '../../src/commands/change-number.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { orderEdit } from '../../src/commands/edits/order-edit.ts';
import type { TypedEdit } from '../../src/commands/edits/read-order.ts';
import { orderRevert } from '../../src/commands/order-revert.ts';
import { transferSchoolIfDue } from '../../src/commands/transfer-school.ts';
import { fieldChange } from '../../src/db/tables/field-change.ts';
import { po } from '../../src/db/tables/po.ts';
import { school } from '../../src/db/tables/school.ts';
import { splitDate } from '../../src/domain/dates.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../src/errors/errors.ts';
import { getPoFile } from '../../src/reads/get-po-file.ts';
import { listPos } from '../../src/reads/list-pos.ts';
import { previewEdit } from '../../src/reads/preview-edit.ts';
import { searchPos } from '../../src/reads/search-pos.ts';
import { searchRegionPos } from '../../src/reads/search-region-pos.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const today = '2026-06-15';
const now = () => new Date(`${today}T10:00:00Z`);

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff({ name: 'Nadine Q.' });
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

let serial = 0;
/** A PO with one member who has an account, and a school. */
async function poWithSchool() {
  serial += 1;
  const letters = 'abcdefghijklmnopqrstuvwxyz'[serial % 26]?.repeat(4) ?? '';
  const made = await build.po({ name: `PO Vie${letters}` });
  const one = await build.school(made.id, { name: `École Vie${letters}` });
  const email = `vie${serial}@po.example`;
  const member = await build.person({ lastName: `Vie${letters}`, email });
  await build.mandate(member.id, made.id, { from: '2020-01-01', to: null }, ['president']);
  await build.account(member.id, email);
  return { po: made, school: one, member };
}

const on = (day: string) => ({ on: splitDate(day) });
const edit = (kind: TypedEdit['kind'], id: string, values: TypedEdit['values'], poId: string | null = null) => ({
  kind,
  target: { id, poId },
  values,
});

async function look(edits: TypedEdit[], actor = staff, id = randomUUID()) {
  const typed = { id, edits, reason: 'Décision de l’assemblée générale.', holders: {} };
  const shown = await previewEdit(database.db('backoffice'), actor, typed, { ...rig.settings, now: now() });
  const acknowledged = shown.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  return { shown, order: { ...typed, shownHash: shown.shownHash, acknowledged } };
}
async function order(edits: TypedEdit[], { actor = staff, fourEyes = false } = {}) {
  const { order: wanted } = await look(edits, actor);
  return orderEdit(rig.office(actor), wanted, { ...rig.settings, fourEyes });
}
const decisionOf = async (requestId: string) => {
  const [row] = await database.sql('migrator')`
    select id from decision where request_id = ${requestId} and kind = 'approve' order by sequence desc limit 1`;
  return String(row?.id);
};
const apply = async (requestId: string) => rig.apply(await decisionOf(requestId));
async function done(edits: TypedEdit[]) {
  const { requestId } = await order(edits);
  expect(await apply(requestId)).toEqual({ outcome: 'applied' });
  return requestId;
}
async function revert(requestId: string) {
  const { version } = await rig.requestOf(requestId);
  const counter = await orderRevert(rig.office(), { requestId, version, reason: 'Erreur.' });
  await rig.approve(counter.requestId);
  expect(await apply(counter.requestId)).toEqual({ outcome: 'applied' });
}
const poOf = async (id: string) => (await database.db('migrator').select().from(po).where(eq(po.id, id)))[0];
const schoolOf = async (id: string) =>
  (await database.db('migrator').select().from(school).where(eq(school.id, id)))[0];
const fileOf = (id: string, day = today) =>
  getPoFile(database.db('backoffice'), id, {
    ...{ regionId: staff.regionId, today, day, singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES },
  });
const schoolsOn = async (id: string, day?: string) =>
  (await fileOf(id, day)).schools.map(({ when, left }) => (left ? 'left' : when));

describe('a PO that is closed', () => {
  test('ends on its day with mandates, roles, schools and accounts, in one act that is audited and told on its file', async () => {
    const { po: made, school: one, member } = await poWithSchool();
    const requestId = await done([edit('close-po', made.id, { ...on('2026-05-31'), schools: 'close' })]);
    expect(await poOf(made.id)).toMatchObject({ closedOn: '2026-05-31', mergedInto: null });
    expect(await schoolOf(one.id)).toMatchObject({ closedOn: '2026-05-31' });
    const [held] = await database.sql('migrator')`
      select upper(m.period)::text as m, upper(r.period)::text as r from mandate m join role_assignment r on r.mandate_id = m.id
      where m.po_id = ${made.id}`;
    expect(held).toEqual({ m: '2026-06-01', r: '2026-06-01' });
    const [account] = await database.sql('migrator')`
      select o.ref from outbox o join member_account a on o.ref like a.id || '/%'
      where o.kind = 'close-account' and a.person_id = ${member.id}`;
    expect(account?.ref).toContain('/2026-05-31');
    const audited = await database.sql('migrator')`
      select action from audit_entry where request_id = ${requestId} and subject_type = 'po' order by id`;
    expect(audited.map(({ action }) => action)).toEqual(['set-po-field']);
    expect(await fileOf(made.id)).toMatchObject({
      closing: { on: '2026-05-31', over: true, mergedInto: null, origin: { requestId } },
      warnings: [],
    });
    expect((await fileOf(made.id, '2026-05-31')).closing).toMatchObject({ over: false });
  });

  test('is offered no more by the form, by entry and by lists, but for that of the closed ones', async () => {
    const { po: made } = await poWithSchool();
    const find = async () => ({
      form: (await searchPos(database.db('intake'), made.name)).map(({ id }) => id),
      entry: (await searchRegionPos(database.db('backoffice'), staff.regionId, made.name)).map(({ id }) => id),
    });
    const list = async (closed?: 'closed' | 'all') =>
      (
        await listPos(
          database.db('backoffice'),
          { regionId: staff.regionId, today, singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES },
          { q: made.name, ...(closed ? { closed } : {}) },
        )
      ).rows.map(({ id }) => id);
    expect(await find()).toEqual({ form: [made.id], entry: [made.id] });
    await done([edit('close-po', made.id, { ...on('2026-05-31'), schools: 'close' })]);
    const found = await find();
    expect(found.form).not.toContain(made.id);
    expect(found.entry).not.toContain(made.id);
    expect(await list()).not.toContain(made.id);
    expect(await list('closed')).toEqual([made.id]);
    expect(await list('all')).toEqual([made.id]);
  });

  test('has its open requests named first, and refuses them afterwards', async () => {
    const { po: made } = await poWithSchool();
    const asked = await rig.submit('po-change', poChange('contact@po.example'), made.id);
    const closing = edit('close-po', made.id, { ...on('2026-05-31'), schools: 'close' });
    expect((await look([closing])).shown.findings.map(({ code }) => code)).toContain('open-requests');
    await done([closing]);
    const shown = await rig.show(asked);
    expect(shown.plan.findings).toContainEqual(expect.objectContaining({ severity: 'blocking', code: 'po-closed' }));
    await expect(rig.approve(asked)).rejects.toThrow(InvalidInputError);
  });

  test('opens again when that is taken back, as it was', async () => {
    const { po: made, school: one } = await poWithSchool();
    const requestId = await done([edit('close-po', made.id, { ...on('2026-05-31'), schools: 'close' })]);
    await revert(requestId);
    expect(await poOf(made.id)).toMatchObject({ closedOn: null });
    expect(await schoolOf(one.id)).toMatchObject({ closedOn: null });
    const [held] = await database.sql('migrator')`
      select upper_inf(m.period) as open from mandate m where m.po_id = ${made.id} and m.annulled_at is null`;
    expect(held?.open).toBe(true);
  });

  test('is not closed on a plan that is another one by now, by readers, or twice', async () => {
    const { po: made } = await poWithSchool();
    const closing = [edit('close-po', made.id, { ...on('2026-05-31'), schools: 'close' })];
    const reader = await build.staff({ role: 'reader' });
    const { order: wanted } = await look(closing);
    await expect(orderEdit(rig.office(reader), wanted, rig.settings)).rejects.toThrow(ForbiddenError);
    const first = await orderEdit(rig.office(), wanted, rig.settings);
    expect(await orderEdit(rig.office(), wanted, rig.settings)).toMatchObject({ outcome: 'repeated' });
    // A school came in between: the plan that was approved would leave it behind.
    await build.school(made.id, { name: 'École imprévue' });
    expect(await apply(first.requestId)).toEqual({ outcome: 'failed' });
    expect((await rig.requestOf(first.requestId)).failure).toMatchObject({ code: 'stale-plan' });
    expect(await poOf(made.id)).toMatchObject({ closedOn: null });
    await done(closing);
    expect((await look(closing)).shown.findings[0]).toMatchObject({ severity: 'blocking', code: 'po-closed' });
  });

  test('waits for a colleague where four eyes are asked', async () => {
    const { po: made } = await poWithSchool();
    const closing = [edit('close-po', made.id, { ...on('2026-05-31'), schools: 'close' })];
    expect(await order(closing, { fourEyes: true })).toMatchObject({ outcome: 'waiting', state: 'submitted' });
  });
});

describe('a PO that is merged into another', () => {
  test('hands its schools over, stays readable, and both files name the other', async () => {
    const [gone, heir] = [await poWithSchool(), await poWithSchool()];
    const requestId = await done([edit('merge-po', gone.po.id, on('2026-06-01'), heir.po.id)]);
    expect(await poOf(gone.po.id)).toMatchObject({ closedOn: '2026-05-31', mergedInto: heir.po.id });
    expect(await schoolOf(gone.school.id)).toMatchObject({ poId: heir.po.id });
    expect((await fileOf(gone.po.id)).closing?.mergedInto).toEqual({ id: heir.po.id, name: heir.po.name });
    expect((await fileOf(heir.po.id)).absorbed).toMatchObject([{ id: gone.po.id, closedOn: '2026-05-31' }]);
    expect(await schoolsOn(heir.po.id)).toEqual(['present', 'present']);
    expect(await schoolsOn(heir.po.id, '2026-05-31')).toEqual(['present']);
    await revert(requestId);
    expect(await poOf(gone.po.id)).toMatchObject({ closedOn: null, mergedInto: null });
    expect(await schoolOf(gone.school.id)).toMatchObject({ poId: gone.po.id });
  });

  test('takes its members along in the same act, and gives them back with it', async () => {
    const [gone, heir] = [await poWithSchool(), await poWithSchool()];
    const mandatesOf = async (poId: string) => {
      const rows = await database.sql('migrator')`
        select lower(period)::text as "from", opened_by from mandate where person_id = ${gone.member.id} and po_id = ${poId}
          and annulled_at is null and upper(period) is null`;
      return rows.map(({ from }) => from);
    };
    const requestId = await done([edit('merge-po', gone.po.id, { ...on('2026-06-01'), members: ['all'] }, heir.po.id)]);
    expect([await mandatesOf(gone.po.id), await mandatesOf(heir.po.id)]).toEqual([[], ['2026-06-01']]);
    const audited = await database.sql('migrator')`
      select action from audit_entry where request_id = ${requestId} and action = 'open-mandate'`;
    expect(audited).toHaveLength(1);
    await revert(requestId);
    expect([await mandatesOf(gone.po.id), await mandatesOf(heir.po.id)]).toEqual([['2020-01-01'], []]);
  });

  test('never takes a member to a PO that closes meanwhile', async () => {
    const [gone, heir] = [await poWithSchool(), await poWithSchool()];
    await database.db('migrator').update(school).set({ closedOn: '2020-01-01' }).where(eq(school.poId, gone.po.id));
    const merger = edit('merge-po', gone.po.id, { ...on('2026-06-01'), members: [gone.member.id] }, heir.po.id);
    const { requestId } = await order([merger]);
    await database.db('migrator').update(po).set({ closedOn: '2026-12-31' }).where(eq(po.id, heir.po.id));
    expect(await apply(requestId)).toEqual({ outcome: 'failed' });
    expect((await rig.requestOf(requestId)).failure).toMatchObject({ code: 'stale-plan' });
  });

  test('does not go to a PO of another secretariat', async () => {
    const { po: made } = await poWithSchool();
    const [row] = await database.sql('migrator')`
      insert into region (code, name, email) values ('ailleurs', 'Ailleurs', 'a@region.example') returning id`;
    const foreign = await build.po({ regionId: String(row?.id) });
    await expect(look([edit('merge-po', made.id, on('2026-06-01'), foreign.id)])).rejects.toThrow(NotFoundError);
  });
});

describe('a school that goes to another PO', () => {
  test('is on both files what it was on each day', async () => {
    const [from, to] = [await poWithSchool(), await poWithSchool()];
    const requestId = await done([edit('transfer-school', from.school.id, on('2026-03-01'), to.po.id)]);
    expect(await schoolsOn(from.po.id)).toEqual(['left']);
    expect(await schoolsOn(from.po.id, '2026-03-01')).toEqual(['left']);
    expect(await schoolsOn(from.po.id, '2026-02-28')).toEqual(['present']);
    expect(await schoolsOn(to.po.id, '2026-03-01')).toEqual(['present', 'present']);
    expect(await schoolsOn(to.po.id, '2026-02-28')).toEqual(['present']);
    const [change] = await database
      .db('migrator')
      .select()
      .from(fieldChange)
      .where(and(eq(fieldChange.subjectId, from.school.id), eq(fieldChange.field, 'poId')));
    expect(change).toMatchObject({ holdsFrom: '2026-03-01', oldValue: from.po.id, newValue: to.po.id });
    await revert(requestId);
    expect(await schoolsOn(from.po.id, '2026-04-01')).toEqual(['present']);
    expect(await schoolsOn(to.po.id, '2026-04-01')).toEqual(['present']);
  });

  test('on a day to come goes on that day, by the worker, once', async () => {
    const [from, to] = [await poWithSchool(), await poWithSchool()];
    const requestId = await done([edit('transfer-school', from.school.id, on('2026-09-01'), to.po.id)]);
    expect(await schoolOf(from.school.id)).toMatchObject({ poId: from.po.id, nextPoId: to.po.id });
    expect(await schoolsOn(from.po.id)).toEqual(['present']);
    expect(await schoolsOn(from.po.id, '2026-09-01')).toEqual(['left']);
    expect(await schoolsOn(to.po.id)).toEqual(['future', 'present']);
    expect(await schoolsOn(to.po.id, '2026-09-01')).toEqual(['present', 'present']);
    const causeId = await decisionOf(requestId);
    const [entry] = await database.sql('migrator')`
      select next_at from outbox where kind = 'transfer-school' and ref = ${`${from.school.id}/${causeId}`}`;
    expect(new Date(String(entry?.next_at))).toEqual(new Date('2026-08-31T22:00:00Z'));
    const move = (day: string) =>
      inTransaction(
        testContext(database.db('worker'), SYSTEM_ACTOR, () => new Date(`${day}T00:30:00+02:00`)),
        (tx) => transferSchoolIfDue(tx, from.school.id, causeId),
      );
    expect(await move('2026-08-31')).toEqual({ moved: false });
    expect(await move('2026-09-01')).toEqual({ moved: true });
    expect(await move('2026-09-01')).toEqual({ moved: false });
    expect(await schoolOf(from.school.id)).toMatchObject({ poId: to.po.id, nextPoId: null, nextPoOn: null });
    expect(await schoolsOn(from.po.id, '2026-08-31')).toEqual(['present']);
    expect(await schoolsOn(to.po.id, '2026-09-01')).toEqual(['present', 'present']);
  });

  test('stays when that is taken back before the day', async () => {
    const [from, to] = [await poWithSchool(), await poWithSchool()];
    const requestId = await done([edit('transfer-school', from.school.id, on('2026-09-01'), to.po.id)]);
    expect(
      (await look([edit('close-po', to.po.id, { ...on('2026-12-31'), schools: 'close' })])).shown.findings,
    ).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'blocking', code: 'schools-coming' })]));
    await revert(requestId);
    expect(await schoolOf(from.school.id)).toMatchObject({ poId: from.po.id, nextPoId: null });
    expect(await schoolsOn(from.po.id, '2026-09-01')).toEqual(['present']);
  });

  test('never comes to a PO that closes meanwhile: the database refuses it', async () => {
    const [from, to] = [await poWithSchool(), await poWithSchool()];
    const { requestId } = await order([edit('transfer-school', from.school.id, on('2026-06-01'), to.po.id)]);
    await database.db('migrator').update(po).set({ closedOn: '2026-12-31' }).where(eq(po.id, to.po.id));
    expect(await apply(requestId)).toEqual({ outcome: 'failed' });
    const sent = database.db('worker').update(school).set({ poId: to.po.id }).where(eq(school.id, from.school.id));
    await expect(sent).rejects.toMatchObject({ cause: { code: '23514' } });
  });
});

test('an enterprise number that changes holds from its day on, and says why', async () => {
  const { po: made } = await poWithSchool();
  await database.db('migrator').update(po).set({ enterpriseNumber: '0206731645' }).where(eq(po.id, made.id));
  const requestId = await done([
    edit('set-enterprise-number', made.id, { ...on('2026-01-01'), enterpriseNumber: '0403.019.261' }),
  ]);
  const numberOn = async (day: string) =>
    (await fileOf(made.id, day)).facts.find(({ field }) => field === 'enterpriseNumber');
  expect(await numberOn('2026-01-01')).toMatchObject({
    value: expect.stringContaining('403.019.261'),
    origin: { requestId, reason: 'Décision de l’assemblée générale.' },
  });
  expect((await numberOn('2025-12-31'))?.value).toContain('206.731.645');
});

describe('an enterprise number that is to change', () => {
  const announce = async () => {
    const { po: made } = await poWithSchool();
    await database.db('migrator').update(po).set({ enterpriseNumber: '0206731645' }).where(eq(po.id, made.id));
    const values = { ...on('2026-09-01'), enterpriseNumber: '0403.019.261' };
    return { made, requestId: await done([edit('set-enterprise-number', made.id, values)]) };
  };
  const numberOn = async (poId: string, day: string) =>
    (await fileOf(poId, day)).facts.find(({ field }) => field === 'enterpriseNumber');

  test('is told until its day, is the one of that day, and changes by the worker, once', async () => {
    const { made, requestId } = await announce();
    expect((await fileOf(made.id)).coming).toMatchObject({ on: '2026-09-01', origin: { requestId } });
    expect((await fileOf(made.id, '2026-09-01')).coming).toBeNull();
    expect((await numberOn(made.id, '2026-08-31'))?.value).toContain('206.731.645');
    expect(await numberOn(made.id, '2026-09-01')).toMatchObject({
      value: expect.stringContaining('403.019.261'),
      origin: { requestId },
    });
    const causeId = await decisionOf(requestId);
    const [entry] = await database.sql('migrator')`
      select next_at from outbox where kind = 'enterprise-number' and ref = ${`${made.id}/${causeId}`}`;
    expect(new Date(String(entry?.next_at))).toEqual(new Date('2026-08-31T22:00:00Z'));
    const change = (day: string) =>
      inTransaction(
        testContext(database.db('worker'), SYSTEM_ACTOR, () => new Date(`${day}T00:30:00+02:00`)),
        (tx) => changeNumberIfDue(tx, made.id, causeId),
      );
    expect(await change('2026-08-31')).toEqual({ changed: false });
    expect(await change('2026-09-01')).toEqual({ changed: true });
    expect(await change('2026-09-01')).toEqual({ changed: false });
    expect(await poOf(made.id)).toMatchObject({ enterpriseNumber: '0403019261', nextNumber: null, nextNumberOn: null });
    expect((await numberOn(made.id, '2026-08-31'))?.value).toContain('206.731.645');
    expect((await numberOn(made.id, '2026-09-01'))?.value).toContain('403.019.261');
    const audited = await database.sql('migrator')`
      select action from audit_entry where subject_id = ${made.id} and action in ('announce-number', 'set-po-field') order by id`;
    expect(audited.map(({ action }) => action)).toEqual(['announce-number', 'set-po-field']);
    await revert(requestId);
    expect(await poOf(made.id)).toMatchObject({ enterpriseNumber: '0206731645' });
  });

  test('stays when that is taken back before the day, whatever the worker does then', async () => {
    const { made, requestId } = await announce();
    await revert(requestId);
    expect(await poOf(made.id)).toMatchObject({ enterpriseNumber: '0206731645', nextNumber: null });
    const causeId = await decisionOf(requestId);
    const late = testContext(database.db('worker'), SYSTEM_ACTOR, () => new Date('2026-09-02T10:00:00Z'));
    expect(await inTransaction(late, (tx) => changeNumberIfDue(tx, made.id, causeId))).toEqual({ changed: false });
  });
});

function poChange(contactEmail: string) {
  return {
    ...{ name: null, address: null, enterpriseNumber: null, contactEmail, contactPhone: null, other: '' },
    ...{ schoolChange: null, school: null, schoolName: null, schoolAddress: null, schoolDate: null },
  };
}

describe('a PO that staff found', () => {
  const values = (fase: number, name = `PO Neuf ${fase}`) => ({
    ...{
      fase: String(fase),
      name,
      enterpriseNumber: '',
      contactEmail: 'neuf@po.example',
      contactPhone: '081 22 33 44',
    },
    ...{ address: { street: 'Rue Neuve', number: '1', box: '', postcode: '5000', locality: 'Namur', country: 'BE' } },
    ...on('2026-06-01'),
  });
  const byFase = async (fase: number) => (await database.db('migrator').select().from(po).where(eq(po.fase, fase)))[0];

  test('is there once the worker carried it out, with its origin, found by the form, and once only', async () => {
    const founding = edit('found-po', randomUUID(), values(990_001));
    const { order: wanted, shown } = await look([founding]);
    expect(shown.findings.filter(({ severity }) => severity === 'blocking')).toEqual([]);
    const receipt = await orderEdit(rig.office(), wanted, rig.settings);
    expect(await orderEdit(rig.office(), wanted, rig.settings)).toMatchObject({ outcome: 'repeated' });
    expect(await byFase(990_001)).toBeUndefined();
    expect(await apply(receipt.requestId)).toEqual({ outcome: 'applied' });
    const founded = await byFase(990_001);
    expect(founded).toMatchObject({ openedOn: '2026-06-01', contactPhone: '+3281223344', regionId: staff.regionId });
    expect((await searchPos(database.db('intake'), 'PO Neuf 990001')).map(({ id }) => id)).toEqual([founded?.id]);
    expect((await fileOf(founded?.id ?? '')).facts[0]).toMatchObject({ origin: { requestId: receipt.requestId } });
    const again = (await look([edit('found-po', randomUUID(), values(990_001))])).shown;
    expect(again.findings[0]).toMatchObject({ severity: 'blocking', code: 'fase-taken' });
  });

  test('of two that were approved with one FASE number, only the first is', async () => {
    const first = await order([edit('found-po', randomUUID(), values(990_002))]);
    const second = await order([edit('found-po', randomUUID(), values(990_002, 'PO Autre'))]);
    expect(await apply(first.requestId)).toEqual({ outcome: 'applied' });
    expect(await apply(second.requestId)).toEqual({ outcome: 'failed' });
    expect(await byFase(990_002)).toMatchObject({ name: 'PO Neuf 990002' });
  });

  test('by mistake closes when that is taken back, and cannot end before it begins', async () => {
    const requestId = await done([edit('found-po', randomUUID(), values(990_003))]);
    const founded = await byFase(990_003);
    const early = [edit('close-po', founded?.id ?? '', { ...on('2026-05-01'), schools: 'close' })];
    expect((await look(early)).shown.findings[0]).toMatchObject({ severity: 'blocking', code: 'end-before-start' });
    await revert(requestId);
    expect(await byFase(990_003)).toMatchObject({ closedOn: '2026-06-14' });
  });

  test('waits for a colleague where four eyes are asked, and wants every answer right', async () => {
    const founding = [edit('found-po', randomUUID(), values(990_004))];
    expect(await order(founding, { fourEyes: true })).toMatchObject({ outcome: 'waiting' });
    const wrong = edit('found-po', randomUUID(), { ...values(990_005), fase: 'x', name: '' });
    const error = await look([wrong]).catch((thrown: unknown) => thrown);
    expect((error as InvalidInputError).issues.map(({ path }) => path)).toEqual(['edits.0.fase', 'edits.0.name']);
  });
});
