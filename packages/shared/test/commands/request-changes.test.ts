import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { fieldChange } from '../../src/db/tables/field-change.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { mandate } from '../../src/db/tables/mandate.ts';
import { memberAccount } from '../../src/db/tables/member-account.ts';
import { person } from '../../src/db/tables/person.ts';
import { po } from '../../src/db/tables/po.ts';
import { roleAssignment } from '../../src/db/tables/role-assignment.ts';
import { school } from '../../src/db/tables/school.ts';
import { token } from '../../src/db/tables/token.ts';
import { emptyValues, type FormValues } from '../../src/request-types/fields.ts';
import { type RequestTypeName, requestForm } from '../../src/request-types/forms.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');
const forever = { from: '2020-01-01', to: null };

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  rig = requestRig(database, await build.staff(), now);
});
afterAll(() => database.close());

/** The payload that the form makes of these answers. */
function filled(type: RequestTypeName, values: FormValues): unknown {
  const form = requestForm(type);
  const result = form.form.safeParse({ ...emptyValues(form.groups), ...values });
  if (!result.success) throw new Error(JSON.stringify(result.error.issues));
  return result.data;
}

const day = (text: string) => {
  const [year = '', month = '', date = ''] = text.split('-');
  return { day: date, month, year };
};

describe('a member change', () => {
  test('of e-mail changes the contact at once, and the sign-in only when the new address confirms', async () => {
    const { id: poId } = await build.po();
    const anne = await build.person({ firstName: 'Anne', lastName: 'Modèle', email: 'anne@ancien.example' });
    await build.mandate(anne.id, poId, forever);
    const account = await build.account(anne.id, 'anne@ancien.example');
    const payload = filled('member-change', { firstName: 'Anne', lastName: 'Modele', email: 'anne@nouveau.example' });
    const requestId = await rig.submit('member-change', payload, poId);
    expect((await rig.show(requestId)).compared).toContainEqual(
      expect.objectContaining({ label: 'Adresse mail', known: 'anne@ancien.example', asked: 'anne@nouveau.example' }),
    );
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const db = database.db('migrator');
    expect((await db.select().from(person).where(eq(person.id, anne.id)))[0]?.email).toBe('anne@nouveau.example');
    expect((await db.select().from(memberAccount).where(eq(memberAccount.id, account.id)))[0]).toMatchObject({
      email: 'anne@ancien.example',
      pendingEmail: 'anne@nouveau.example',
    });
    expect(await db.select().from(token).where(eq(token.accountId, account.id))).toMatchObject([
      { purpose: 'email-confirmation', email: 'anne@nouveau.example' },
    ]);
    const mails = await db.select().from(mail).where(eq(mail.accountId, account.id));
    expect(mails.map(({ kind, toAddress }) => [kind, toAddress]).sort()).toEqual([
      ['address-change-notice', 'anne@ancien.example'],
      ['confirm-new-address', 'anne@nouveau.example'],
    ]);
    const [origin] = await db
      .select()
      .from(fieldChange)
      .where(and(eq(fieldChange.subjectId, anne.id), eq(fieldChange.field, 'email')));
    expect(origin).toMatchObject({ oldValue: 'anne@ancien.example', newValue: 'anne@nouveau.example' });
  });

  test('to an address that signs in somebody else says so, and makes that account wait', async () => {
    const { id: poId } = await build.po();
    const couple = await build.person({ firstName: 'Guy', lastName: 'Couple' });
    const partner = await build.person({ firstName: 'Rita', lastName: 'Conjointe', email: 'maison@couple.example' });
    await build.mandate(couple.id, poId, forever);
    await build.mandate(partner.id, poId, forever);
    await build.account(partner.id, 'maison@couple.example');
    const payload = filled('member-change', { firstName: 'Guy', lastName: 'Couple', email: 'Maison@couple.example' });
    const requestId = await rig.submit('member-change', payload, poId);
    expect(await rig.findings(requestId)).toEqual(
      expect.arrayContaining(['email-in-use', 'email-signs-in-someone-else']),
    );
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const [account] = await database
      .db('migrator')
      .select()
      .from(memberAccount)
      .where(eq(memberAccount.personId, couple.id));
    expect(account).toMatchObject({ state: 'waiting', email: null });
  });

  test('of roles ends one and adds another within the same mandate', async () => {
    const { id: poId } = await build.po();
    const eve = await build.person({ firstName: 'Eve', lastName: 'Rôle' });
    const held = await build.mandate(eve.id, poId, forever, ['treasurer', 'administrator']);
    const payload = filled('member-change', {
      firstName: 'Eve',
      lastName: 'Rôle',
      addedRoles: ['secretary'],
      addedFrom: day('2026-07-01'),
      endedRoles: ['treasurer'],
      endedOn: day('2026-06-30'),
    });
    const requestId = await rig.submit('member-change', payload, poId);
    expect(await rig.findings(requestId)).toContain('without:treasurer');
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const roles = await database
      .db('migrator')
      .select()
      .from(roleAssignment)
      .where(eq(roleAssignment.mandateId, held.id));
    expect(Object.fromEntries(roles.map(({ role, period }) => [role, period]))).toEqual({
      administrator: forever,
      treasurer: { from: '2020-01-01', to: '2026-06-30' },
      secretary: { from: '2026-07-01', to: null },
    });
  });

  test('of mandate dates moves the roles that began with it, and refuses to overlap another mandate', async () => {
    const { id: poId } = await build.po();
    const max = await build.person({ firstName: 'Max', lastName: 'Dates' });
    await build.mandate(max.id, poId, { from: '2015-01-01', to: '2018-12-31' });
    const held = await build.mandate(max.id, poId, forever, ['president']);
    const change = (mandateFrom: string) =>
      filled('member-change', { firstName: 'Max', lastName: 'Dates', mandateFrom: day(mandateFrom) });
    const overlapping = await rig.submit('member-change', change('2018-06-01'), poId);
    expect(await rig.findings(overlapping)).toContain('mandates-overlap');
    const requestId = await rig.submit('member-change', change('2019-09-01'), poId);
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const db = database.db('migrator');
    expect((await db.select().from(mandate).where(eq(mandate.id, held.id)))[0]?.period.from).toBe('2019-09-01');
    expect((await db.select().from(roleAssignment).where(eq(roleAssignment.mandateId, held.id)))[0]?.period.from).toBe(
      '2019-09-01',
    );
  });

  test('of a role’s dates stays inside the mandate', async () => {
    const { id: poId } = await build.po();
    const zoe = await build.person({ firstName: 'Zoé', lastName: 'Bornes' });
    await build.mandate(zoe.id, poId, { from: '2020-01-01', to: '2026-12-31' }, [
      { role: 'president', period: { from: '2021-01-01', to: '2026-12-31' } },
    ]);
    const change = (correctedRoleTo: string) =>
      filled('member-change', {
        firstName: 'Zoé',
        lastName: 'Bornes',
        correctedRole: 'president',
        correctedRoleTo: day(correctedRoleTo),
      });
    expect(await rig.findings(await rig.submit('member-change', change('2027-06-30'), poId))).toContain(
      'role-outside-mandate',
    );
    expect(await rig.approveAndApply(await rig.submit('member-change', change('2026-06-30'), poId))).toEqual({
      outcome: 'applied',
    });
  });

  test('of name keeps the person and tells who else is open about her', async () => {
    const { id: poId } = await build.po();
    const julie = await build.person({ firstName: 'Julie', lastName: 'Marié' });
    await build.mandate(julie.id, poId, forever);
    const payload = filled('member-change', { firstName: 'Julie', lastName: 'Marié', newLastName: 'Marié-Dupont' });
    const requestId = await rig.submit('member-change', payload, poId);
    const twin = await rig.submit('member-change', payload, poId);
    expect((await rig.findings(twin)).some((code) => code.startsWith('other-open-request:'))).toBe(true);
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    expect((await database.db('migrator').select().from(person).where(eq(person.id, julie.id)))[0]?.lastName).toBe(
      'Marié-Dupont',
    );
  });
});

describe('a PO change', () => {
  test('of name, number, address and contacts writes each with its origin', async () => {
    const { id: poId } = await build.po({ enterpriseNumber: '0123456749' });
    const payload = filled('po-change', {
      name: 'Écoles de la Maquette ASBL',
      contactEmail: 'po@maquette.example',
      contactPhone: '081 12 34 56',
      address: { street: 'Place du Croquis', number: '1', box: '', postcode: '5000', locality: 'Namur', country: 'BE' },
    });
    const requestId = await rig.submit('po-change', payload, poId);
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const db = database.db('migrator');
    expect((await db.select().from(po).where(eq(po.id, poId)))[0]).toMatchObject({
      name: 'Écoles de la Maquette ASBL',
      contactPhone: '+3281123456',
      street: 'Place du Croquis',
    });
    const changes = await db.select().from(fieldChange).where(eq(fieldChange.subjectId, poId));
    expect(changes.map(({ field }) => field).sort()).toEqual(['address', 'contactEmail', 'contactPhone', 'name']);
  });

  test('opens, renames, moves and closes a school', async () => {
    const { id: poId } = await build.po();
    const known = await build.school(poId, { name: 'École du Schéma', fase: 990_001 });
    const address = {
      street: 'Rue du Plan',
      number: '4',
      box: '',
      postcode: '5100',
      locality: 'Jambes',
      country: 'BE',
    };
    const asked: FormValues[] = [
      { schoolChange: 'renamed', school: '990001', schoolName: 'École du Tracé' },
      { schoolChange: 'moved', school: 'Ecole du trace', schoolAddress: address },
      { schoolChange: 'closed', school: '990001', schoolDate: day('2026-06-30') },
      { schoolChange: 'opened', schoolName: 'École neuve', schoolAddress: address, schoolDate: day('2026-09-01') },
    ];
    for (const values of asked) {
      expect(await rig.approveAndApply(await rig.submit('po-change', filled('po-change', values), poId))).toEqual({
        outcome: 'applied',
      });
    }
    const schools = await database.db('migrator').select().from(school).where(eq(school.poId, poId));
    expect(schools.find(({ id }) => id === known.id)).toMatchObject({
      name: 'École du Tracé',
      locality: 'Jambes',
      closedOn: '2026-06-30',
    });
    expect(schools.find(({ name }) => name === 'École neuve')).toMatchObject({ fase: null, openedOn: '2026-09-01' });
  });

  test('about a school that cannot be told asks staff to choose it', async () => {
    const { id: poId } = await build.po();
    const known = await build.school(poId, { name: 'Institut du Fusain' });
    const payload = filled('po-change', {
      schoolChange: 'closed',
      school: 'la petite école',
      schoolDate: day('2026-06-30'),
    });
    const requestId = await rig.submit('po-change', payload, poId);
    const finding = (await rig.show(requestId)).plan.findings.find(({ code }) => code === 'school-not-found');
    await rig.settle(requestId, finding?.options?.[0]?.set ?? {});
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    expect((await database.db('migrator').select().from(school).where(eq(school.id, known.id)))[0]?.closedOn).toBe(
      '2026-06-30',
    );
  });
});
