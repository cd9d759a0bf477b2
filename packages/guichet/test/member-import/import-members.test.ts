import { readdirSync, readFileSync } from 'node:fs';
import type { StaffActor } from '@guichet/shared/commands/context';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { operatorContext } from '../../src/cli/operator-context.ts';
import { formatMemberReport } from '../../src/member-import/format-member-report.ts';
import { importMembers, type MemberImportInput } from '../../src/member-import/import-members.ts';
import { REFUSAL_CODES } from '../../src/member-import/refused-list.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let email: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff({ name: 'Delphine Exemple' });
  const db = database.db('migrator');
  const [row] = await db.select({ email: staffUser.email }).from(staffUser).where(eq(staffUser.id, staff.id));
  email = row?.email ?? '';
  await build.po({ fase: 990_001, name: 'Institut Saint-Exemple ASBL' });
});
afterAll(() => database.close());

const HEAD = 'Nom;Prénom;Date de naissance;Mail;FASE PO;Rôle;Début de mandat\r\n';
const row = (name: string, fase = 990_001) =>
  `${name};Jeanne;04/05/1971;${name.toLowerCase()}@membres.example;${fase};Administratrice;01/09/2025\r\n`;
const list = (...rows: string[]) => Buffer.from(`\ufeff${HEAD}${rows.join('')}`);

const run = (input: Partial<MemberImportInput>, fourEyes = false) =>
  importMembers(
    {
      ...operatorContext(database.db('migrator')),
      ...{ tokenKeys: ['k'.repeat(40)], singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES, fourEyes },
    },
    { fileName: 'liste.csv', bytes: list(row('Modèle')), email, mode: 'file', ...input },
    () => {},
  );
const members = async (lastName: string) => {
  const [found] = await database.sql('migrator')`
    select count(*)::int as n from mandate m join person p on p.id = m.person_id where p.last_name = ${lastName}`;
  return found?.n;
};

test('a list is only read unless it is to be applied, and told row by row as on the screen', async () => {
  const bytes = list(row('Modèle'), row('Sansabri', 123));
  const report = await run({ bytes });
  expect(report).toMatchObject({ by: 'Delphine Exemple', rows: 2, create: 1, refused: 1, applied: 0 });
  expect(await members('Modèle')).toBe(0);
  const said = formatMemberReport(report, { file: 'liste.csv' });
  expect(said).toContain('Line 2, ready: Jeanne Modèle, Institut Saint-Exemple ASBL');
  expect(said).toMatch(/Line 3, REFUSED: .*\n(.*\n)*? {2}x /);
  expect(said).toContain('Nothing was written: --apply would write nothing either. 1 row(s) are refused');
  const clean = await run({ bytes: list(row('Croquis')), acceptWarnings: true });
  expect(formatMemberReport(clean, { file: 'liste.csv' })).toContain('Nothing was written: --apply writes it.');
});

test('it is written whole or not at all, or row by row, in the name of somebody, and once', async () => {
  const bytes = list(row('Esquisse'), row('Sansabri', 123));
  expect(await run({ bytes, apply: true })).toMatchObject({
    applied: 0,
    left: expect.stringContaining('1 row(s) are refused'),
  });
  const written = await run({ bytes, apply: true, mode: 'rows', acceptWarnings: true });
  expect(written).toMatchObject({ applied: 1, left: null });
  expect(await members('Esquisse')).toBe(1);
  expect(await run({ bytes, apply: true, mode: 'rows', acceptWarnings: true })).toMatchObject({
    ...{ applied: 1, left: 'This file was written before: nothing is left to write.' },
  });
  expect(await members('Esquisse')).toBe(1);
  const audited = await database.sql('migrator')`
    select distinct actor_id from audit_entry where subject_id = ${written.importId} and action = 'order-import'`;
  expect(audited.map(({ actor_id }) => actor_id)).toEqual([staff.id]);
});

test('who may not import, a PO that is not there and columns that say too little are told in a sentence', async () => {
  await expect(run({ email: 'personne@secretariat.example' })).rejects.toThrow('Nobody of the back office signs in');
  await expect(run({ poFase: '4' })).rejects.toThrow('No PO of the secretariat has the FASE number 4');
  const columns = Buffer.from('Nom;Prénom;Couleur\r\nModèle;Jeanne;bleu\r\n');
  await expect(run({ bytes: columns })).rejects.toThrow('The columns of liste.csv do not say enough');
  const reader = await build.staff({ role: 'reader' });
  const [known] = await database.sql('migrator')`select email from staff_user where id = ${reader.id}`;
  await expect(run({ email: String(known?.email) })).rejects.toThrow('may only read');
});

test('with four eyes a colleague writes it', async () => {
  const report = await run({ bytes: list(row('Calque')), apply: true, acceptWarnings: true }, true);
  expect(report.left).toContain('FOUR_EYES is on');
  expect(await members('Calque')).toBe(0);
});

test('a file that is refused is refused in English, whatever is wrong with it', async () => {
  const pdf = Buffer.from('%PDF-1.7\nrien');
  await expect(run({ fileName: 'liste.pdf', bytes: pdf })).rejects.toThrow(
    'liste.pdf is refused (pdf), and nothing has changed. The file is a PDF.',
  );
  const folder = new URL('../../../shared/src/commands/member-import/', import.meta.url);
  const sources = [...readdirSync(folder), ...readdirSync(new URL('file/', folder)).map((name) => `file/${name}`)]
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const codes = sources.flatMap((text) =>
    [...text.matchAll(/refuseFile\(\s*'([\w-]+)'/g)].map(([, code]) => code ?? ''),
  );
  expect(REFUSAL_CODES).toEqual([...new Set(codes)].filter((code) => code !== 'file-name').sort());
});
