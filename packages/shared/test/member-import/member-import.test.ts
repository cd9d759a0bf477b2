import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asc, eq } from 'drizzle-orm';
import { orderInvitations } from '../../src/commands/member-import/order-invitations.ts';
import { settleImportRow } from '../../src/commands/member-import/settle-import-row.ts';
import { stopImport } from '../../src/commands/member-import/stop-import.ts';
import { auditEntry } from '../../src/db/tables/audit-entry.ts';
import { importRow } from '../../src/db/tables/import-row.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { mandate } from '../../src/db/tables/mandate.ts';
import { person } from '../../src/db/tables/person.ts';
import { roleAssignment } from '../../src/db/tables/role-assignment.ts';
import { writeRefusals } from '../../src/reads/import-rows.ts';
import { getPoFile } from '../../src/reads/get-po-file.ts';
import type { Finding } from '../../src/request-types/plan.ts';
import { lettersOf } from '../../src/testing/invented-member.ts';
import { csvOf, type ImportRig, startImportRig } from './import-rig.ts';

let rig: ImportRig;
beforeAll(async () => {
  rig = await startImportRig();
});
afterAll(() => rig.database.close());

let made = 0;
/** A name that nobody had before. */
const name = () => {
  made += 1;
  return `B${lettersOf(made).slice(0, 14)}`;
};
const member = (
  fase: number,
  last: string,
  first = 'Jeanne',
  more: Partial<Record<'birth' | 'email' | 'role' | 'from' | 'to', string>> = {},
) => [
  ...[fase, last, first, more.birth ?? '2/3/1970', more.email ?? `${last.toLowerCase()}@po.example`, '081 22 33 44'],
  ...['Rue de la Gare 3 bte 2, 5590 Ciney', more.role ?? 'Administratrice', more.from ?? '1/9/2025', more.to ?? ''],
];
const db = () => rig.database.db('migrator');
const personsNamed = (last: string) => db().select().from(person).where(eq(person.lastName, last));
const mandatesOf = (personId: string) =>
  db().select().from(mandate).where(eq(mandate.personId, personId)).orderBy(asc(mandate.id));
const mailsTo = async (last: string) =>
  (
    await db()
      .select()
      .from(mail)
      .where(eq(mail.toAddress, `${last.toLowerCase()}@po.example`))
  ).map(({ kind }) => kind);
const planned = async (rows: (string | number)[][]) => {
  const id = await rig.upload(csvOf(rows));
  await rig.plan(id);
  await rig.work();
  return id;
};

describe('a dry run', () => {
  test('says of each row what it would do, and writes nothing of the register', async () => {
    const po = await rig.build.po();
    const known = await rig.build.person({ lastName: name(), firstName: 'Paul', birthDate: '1960-03-02', email: null });
    await rig.build.mandate(known.id, po.id, { from: '2020-01-01', to: null }, ['secretary']);
    const same = await rig.build.person({ lastName: name(), firstName: 'Luc', birthDate: '1961-04-05' });
    await rig.build.mandate(same.id, po.id, { from: '2020-01-01', to: null }, ['administrator']);
    const [fresh, late] = [name(), name()];
    const id = await planned([
      member(po.fase, fresh, 'Jeanne', { role: 'Trésorière' }),
      member(po.fase, known.lastName.toUpperCase(), 'Paul', { birth: '2/3/60', role: 'Secrétaire', from: '' }),
      [po.fase, same.lastName, 'Luc', '1961-04-05', '', '', '', 'adm.', '', ''],
      member(999_999, late),
      member(po.fase, late, 'Jeanne', { birth: '31/2/1970', role: 'Capitaine' }),
      member(po.fase, late, 'Jeanne', { to: '1/1/2020' }),
    ]);
    const rows = await rig.rows(id);
    expect(rows).toMatchObject([
      { line: 2, state: 'ready', creates: true, subject: `Jeanne ${fresh}` },
      { line: 3, state: 'ready', creates: false, codes: expect.arrayContaining(['person-known', 'role-held']) },
      { line: 4, state: 'nothing', effects: [] },
      { line: 5, state: 'refused', codes: ['po-not-matched'] },
      { line: 6, state: 'refused', codes: ['bad-date:birthDate', 'unknown-role'] },
      { line: 7, state: 'refused', codes: ['end-before-start'] },
    ]);
    expect(rows[0]?.effects.join('\n')).toMatch(
      /personne sera créée\nMandat ouvert le 1\/9\/2025\nMail d’activation à .*\n.* trésorier le 1\/9\/2025/,
    );
    expect(await rig.detail(id)).toMatchObject({
      state: 'planned',
      counts: { rows: 6, refused: 3, create: 1, change: 1, nothing: 1, applied: 0 },
    });
    expect(await personsNamed(fresh)).toEqual([]);
    const { csv } = await writeRefusals(rig.database.db('backoffice'), rig.staff, id);
    expect(csv.split('\r\n')).toHaveLength(5);
    expect(csv).toContain('Aucun PO de votre secrétariat n’a le numéro FASE 999999.');
  });

  test('lets rows about the same person act on each other', async () => {
    const [one, two] = [await rig.build.po(), await rig.build.po()];
    const last = name();
    const id = await planned([
      member(one.fase, last, 'Jeanne', { role: 'Trésorière' }),
      member(two.fase, last, 'Jeanne', { role: 'Présidente' }),
      member(one.fase, last, 'Jeanne', { role: 'Trésorière' }),
      member(one.fase, last, 'Jeanne', { role: 'Secrétaire', email: `autre-${last.toLowerCase()}@po.example` }),
    ]);
    expect(await rig.rows(id)).toMatchObject([
      { state: 'ready', creates: true },
      { state: 'ready', creates: false, codes: expect.arrayContaining(['person-known', 'already-invited']) },
      { state: 'nothing' },
      { state: 'ready', creates: false },
    ]);
    await rig.order(id, { mode: 'file' });
    await rig.work();
    const [person] = await personsNamed(last);
    expect(person).toMatchObject({ email: `autre-${last.toLowerCase()}@po.example` });
    expect(await mandatesOf(person?.id ?? '')).toHaveLength(2);
  });

  test('offers to choose where a row may be somebody who is known, and heeds the choice', async () => {
    const po = await rig.build.po();
    const known = await rig.build.person({ lastName: name(), firstName: 'Marie', birthDate: '1960-03-02' });
    const id = await planned([member(po.fase, known.lastName, 'Marie', { birth: '3/2/1960' })]);
    const [row] = await db().select().from(importRow).where(eq(importRow.importId, id));
    const option = ((row?.findings ?? []) as Finding[]).flatMap(({ options = [] }) => options)[0];
    expect([row?.state, option?.set]).toEqual(['refused', { personId: known.id }]);
    await expect(
      settleImportRow(rig.office(), {
        importId: id,
        line: 2,
        choice: { kind: 'option', set: { personId: rig.staff.id } },
      }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    await settleImportRow(rig.office(), {
      importId: id,
      line: 2,
      choice: { kind: 'option', set: { personId: known.id } },
    });
    expect(await rig.detail(id)).toMatchObject({ counts: { waiting: 1, refused: 0 } });
    await rig.plan(id);
    await rig.work();
    expect(await rig.rows(id)).toMatchObject([{ state: 'ready', creates: false }]);
  });

  test('is remembered for files with the same headers, and not for others', async () => {
    const po = await rig.build.po();
    const headers = ['Matricule', 'Nom', 'Prénom', 'Né le', 'PO', 'Casquette'];
    const first = await rig.upload(csvOf([['1', name(), 'Jeanne', '2/3/1970', po.name, 'Grand argentier']], headers), {
      poId: po.id,
    });
    const detail = await rig.detail(first);
    expect([detail.mappedBy, detail.mapping.columns]).toEqual([
      'recognised',
      [null, 'lastName', 'firstName', 'birthDate', 'poName', null],
    ]);
    const columns = [null, 'lastName', 'firstName', 'birthDate', 'poName', 'roles'] as const;
    await rig.plan(first, { columns: [...columns], roleWords: { 'grand argentier': 'treasurer' } });
    await rig.work();
    expect(await rig.rows(first)).toMatchObject([{ state: 'ready' }]);
    const second = await rig.upload(csvOf([['2', name(), 'Paul', '2/3/1971', po.name, 'Grand argentier']], headers), {
      poId: po.id,
    });
    expect(await rig.detail(second)).toMatchObject({
      mappedBy: 'remembered',
      mapping: { columns, roleWords: { 'grand argentier': 'treasurer' } },
    });
  });

  test('needs columns that say who and where', async () => {
    const id = await rig.upload(csvOf([['a', 'b']], ['Nom', 'Prénom']));
    await expect(rig.plan(id)).rejects.toMatchObject({
      code: 'invalid-input',
      userMessage: expect.stringContaining('FASE'),
    });
    await expect(rig.plan(id, { columns: ['lastName', 'lastName'] })).rejects.toMatchObject({
      userMessage: expect.stringContaining('Deux colonnes'),
    });
  });
});

describe('an import', () => {
  test('is written row by row, with the file as its cause, an audit and the mails', async () => {
    const po = await rig.build.po();
    const [kept, warned, refused] = [name(), name(), name()];
    const id = await planned([
      member(po.fase, kept, 'Jeanne', { role: 'Présidente / Secrétaire' }),
      member(po.fase, warned, 'Paul', { from: '1/9/2001' }),
      member(po.fase, refused, 'Paul', { role: '' }),
    ]);
    expect(await rig.detail(id)).toMatchObject({ warnings: [{ code: 'date-far', rows: 1 }], clear: 1 });
    await rig.order(id, { accepted: [] });
    expect(await personsNamed(kept)).toEqual([]);
    await rig.work();
    const [made] = await personsNamed(kept);
    expect(made).toMatchObject({
      firstName: 'Jeanne',
      birthDate: '1970-03-02',
      phone: '+3281223344',
      street: 'Rue de la Gare',
      number: '3',
      box: '2',
      postcode: '5590',
      locality: 'Ciney',
    });
    const [held] = await mandatesOf(made?.id ?? '');
    expect(held).toMatchObject({ poId: po.id, period: { from: '2025-09-01', to: null } });
    const roles = await db()
      .select()
      .from(roleAssignment)
      .where(eq(roleAssignment.mandateId, held?.id ?? ''));
    expect(roles.map(({ role }) => role).sort()).toEqual(['president', 'secretary']);
    expect(await mailsTo(kept)).toEqual(['activation']);
    expect([await personsNamed(warned), await personsNamed(refused)]).toEqual([[], []]);
    expect(await rig.rows(id)).toMatchObject([{ state: 'applied' }, { state: 'ready' }, { state: 'refused' }]);
    expect(await rig.detail(id)).toMatchObject({ state: 'applied', counts: { applied: 1 } });

    const look = { regionId: rig.staff.regionId, today: '2026-09-01', singleHolderRoles: [] };
    const file = await getPoFile(rig.database.db('backoffice'), po.id, look);
    expect(file.members[0]?.origin).toEqual({
      text: `import du fichier membres.csv (${rig.staff.label}), le 1/9/2026`,
      requestId: null,
      importId: id,
    });
    const audits = await db().select().from(auditEntry).where(eq(auditEntry.subjectId, id)).orderBy(asc(auditEntry.id));
    expect(audits.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['upload-import', rig.staff.id],
      ['plan-import', rig.staff.id],
      ['order-import', rig.staff.id],
    ]);
    const [audited] = await db()
      .select()
      .from(auditEntry)
      .where(eq(auditEntry.subjectId, made?.id ?? ''));
    expect(audited).toMatchObject({ action: 'create-person', actorId: rig.staff.id });
  });

  test('is written whole or not at all, when that is chosen', async () => {
    const po = await rig.build.po();
    const [one, two] = [name(), name()];
    const gaps = await planned([member(po.fase, one), member(po.fase, two, 'Paul', { role: '' })]);
    await expect(rig.order(gaps, { mode: 'file' })).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('1 ligne est refusée'),
    });
    const warned = await planned([member(po.fase, one), member(po.fase, two, 'Paul', { from: '1/9/2001' })]);
    await expect(rig.order(warned, { mode: 'file', accepted: [] })).rejects.toMatchObject({
      userMessage: expect.stringContaining('« Date lointaine »'),
    });
    await rig.order(warned, { mode: 'file' });
    // The register moves on before the worker comes: the second row does not hold any more.
    const known = await rig.build.person({ lastName: two, firstName: 'Paul', birthDate: '1970-03-02' });
    await rig.work();
    expect(await personsNamed(one)).toEqual([]);
    expect(await rig.rows(warned)).toMatchObject([{ state: 'ready' }, { state: 'stale' }]);
    expect(await rig.detail(warned)).toMatchObject({
      state: 'planned',
      failure: expect.stringContaining('Rien n’a été écrit'),
    });
    await rig.plan(warned);
    await rig.work();
    await rig.order(warned, { mode: 'file' });
    await rig.work();
    expect([await personsNamed(one), await mandatesOf(known.id)]).toMatchObject([[{}], [{}]]);
    expect(await rig.detail(warned)).toMatchObject({ state: 'applied', counts: { applied: 2 } });
  });

  test('leaves a row whose plan does not hold any more, says so, and can be tried again', async () => {
    const po = await rig.build.po();
    const [one, two] = [name(), name()];
    const id = await planned([member(po.fase, one), member(po.fase, two)]);
    await rig.build.person({ lastName: one, firstName: 'Jeanne', birthDate: '1970-03-02' });
    await rig.order(id);
    await rig.work();
    expect(await rig.rows(id)).toMatchObject([
      { state: 'stale', outcome: expect.stringContaining('Essayez à nouveau') },
      { state: 'applied' },
    ]);
    await rig.plan(id);
    await rig.work();
    await rig.order(id);
    await rig.work();
    expect(await rig.rows(id)).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
    expect(await personsNamed(one)).toHaveLength(1);
  });

  test('mails nobody until it is ordered, on the day that is ordered, or never', async () => {
    const [po, other] = [await rig.build.po(), await rig.build.po()];
    const [now, later] = [name(), name()];
    // In two POs: whoever waits is not invited by the second row either.
    const id = await planned([member(po.fase, later), member(other.fase, later)]);
    await rig.order(id, { invite: 'later' });
    await rig.work();
    expect([await mailsTo(later), (await personsNamed(later)).length]).toEqual([[], 1]);
    expect(await rig.rows(id)).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
    expect(await rig.detail(id)).toMatchObject({ waitingMails: 1, waitingNames: [`Jeanne ${later}`] });
    await orderInvitations(rig.office(), { importId: id, on: null });
    await rig.work();
    expect(await mailsTo(later)).toEqual(['activation']);
    await expect(orderInvitations(rig.office(), { importId: id, on: null })).rejects.toMatchObject({
      code: 'conflict',
    });

    const dated = await planned([member(po.fase, now)]);
    await expect(rig.order(dated, { invite: 'day', inviteOn: '2026-08-01' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await rig.order(dated, { invite: 'day', inviteOn: '2099-10-05' });
    await rig.work();
    const [row] = await rig.database.sql('migrator')`
      select (o.next_at at time zone 'UTC')::text as next_at from mail m join outbox o on o.kind = 'mail' and o.ref = m.id::text where m.to_address = ${`${now.toLowerCase()}@po.example`}`;
    expect(row?.next_at).toMatch(/^2099-10-05 05:00:00/);
  });

  test('of the same file twice changes nothing more', async () => {
    const po = await rig.build.po();
    const rows = [
      member(po.fase, name(), 'Jeanne', { role: 'Présidente', from: '1/9/2020', to: '31/8/2024' }),
      member(po.fase, name(), 'Paul', { role: 'Présidente' }),
    ];
    const first = await planned(rows);
    await rig.order(first);
    await rig.work();
    const again = await planned(rows);
    expect(await rig.rows(again)).toMatchObject([{ state: 'nothing' }, { state: 'nothing' }]);
    await expect(rig.order(again)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is ordered once, by somebody who may, and by a second person where that is asked', async () => {
    const po = await rig.build.po();
    const id = await planned([member(po.fase, name())]);
    const reader = { ...rig.staff, role: 'reader' as const };
    await expect(rig.order(id, {}, { fourEyes: false, actor: reader })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rig.order(id, {}, { fourEyes: true, actor: rig.staff })).rejects.toMatchObject({
      userMessage: expect.stringContaining('collègue'),
    });
    const colleague = await rig.build.staff({ name: 'Une Collègue' });
    await rig.order(id, {}, { fourEyes: true, actor: colleague });
    await expect(rig.order(id)).rejects.toMatchObject({ code: 'conflict' });
    await rig.work();
    await rig.work();
    expect(await rig.rows(id)).toMatchObject([{ state: 'applied' }]);
  });

  test('about oneself is launched by a colleague', async () => {
    const po = await rig.build.po();
    const own = await rig.build.person({ lastName: name(), firstName: 'Moi', birthDate: '1970-03-02' });
    const id = await planned([member(po.fase, own.lastName, 'Moi')]);
    const actor = { ...rig.staff, personId: own.id };
    await expect(rig.order(id, {}, { fourEyes: false, actor })).rejects.toMatchObject({
      userMessage: expect.stringContaining('La ligne 2 vous concerne'),
    });
  });

  test('whose orderer has left writes nothing', async () => {
    const po = await rig.build.po();
    const last = name();
    const leaving = await rig.build.staff({ name: 'Qui Part' });
    const id = await planned([member(po.fase, last)]);
    await rig.order(id, {}, { fourEyes: false, actor: leaving });
    await rig.database.sql('migrator')`update staff_user set disabled_at = now() where id = ${leaving.id}`;
    await rig.work();
    expect(await personsNamed(last)).toEqual([]);
    expect(await rig.detail(id)).toMatchObject({
      state: 'planned',
      failure: expect.stringContaining('n’a plus accès'),
    });
  });

  test('can be given up before it is written, and not after', async () => {
    const po = await rig.build.po();
    const id = await planned([member(po.fase, name())]);
    await stopImport(rig.office(), { importId: id });
    await expect(rig.order(id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(stopImport(rig.office(), { importId: id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(rig.plan(id)).rejects.toMatchObject({ code: 'conflict' });
    const stranger = { ...rig.staff, regionId: rig.staff.id };
    await expect(stopImport(rig.office(stranger), { importId: id })).rejects.toMatchObject({ code: 'not-found' });
  });
});
