import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FactView, PoFile } from '../../src/contracts/pos.ts';
import { cause } from '../../src/db/tables/cause.ts';
import { fieldChange } from '../../src/db/tables/field-change.ts';
import { importRun } from '../../src/db/tables/import-run.ts';
import { region } from '../../src/db/tables/region.ts';
import { school } from '../../src/db/tables/school.ts';
import { schoolSite } from '../../src/db/tables/school-site.ts';
import { site } from '../../src/db/tables/site.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { getPoFile } from '../../src/reads/get-po-file.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { insertRequestCause } from '../../src/testing/register-rows.ts';

const TODAY = '2026-06-12';
let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let regionId: string;
let poId: string;
let otherPoId: string;
let requestCause: string;

const read = (day?: string, id = poId, asked = regionId): Promise<PoFile> =>
  getPoFile(database.db('backoffice'), id, {
    regionId: asked,
    today: TODAY,
    day,
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
  });

/** A cause of that moment, made by the import of a file or by staff. */
async function causeAt(at: string, file?: string): Promise<string> {
  const db = database.db('migrator');
  const [run] = file
    ? await db
        .insert(importRun)
        .values({ kind: 'registry', fileName: file, fileSha256: 'x', counts: {}, actorLabel: 'operator' })
        .returning()
    : [];
  const [row] = await db
    .insert(cause)
    .values({
      kind: run ? 'import' : 'staff-edit',
      importId: run?.id ?? null,
      actorKind: run ? 'operator' : 'staff',
      actorLabel: 'Ghislaine Delvaux',
      at: new Date(at),
    })
    .returning();
  return row?.id ?? '';
}

async function change(
  subjectType: 'po' | 'school' | 'site' | 'person',
  subjectId: string,
  field: string,
  [oldValue, newValue]: [unknown, unknown],
  at: string,
  causeId?: string,
): Promise<void> {
  const why = causeId ?? (await causeAt(at));
  await database
    .db('migrator')
    .insert(fieldChange)
    .values({ subjectType, subjectId, field, oldValue, newValue, causeId: why, at: new Date(at) });
}

const address = (street: string) => ({
  street,
  number: '1',
  box: '',
  postcode: '5590',
  locality: 'Ciney',
  country: 'BE',
});
const since = (from: string) => ({ from, to: null });

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('migrator');
  build = registerBuilder(db);
  regionId = await build.regionId();
  const imported = await causeAt('2022-02-01T10:00:00Z', 'signaletique-2022.csv');
  const po = await build.po({
    ...address('Rue Neuve'),
    name: 'Institut Saint-Exemple et Sainte-Démo',
    contactEmail: 'nouveau@po.example',
    createdBy: imported,
  });
  poId = po.id;
  otherPoId = (await build.po({ name: 'Collège de la Maquette', createdBy: imported })).id;
  requestCause = await insertRequestCause(db, { poId, reference: 'K7M4P2XA' });
  await change('po', poId, 'name', ['Institut Saint-Exemple', po.name], '2024-05-01T08:00:00Z');
  await change(
    'po',
    poId,
    'address',
    [address('Rue Vieille'), address('Rue Neuve')],
    '2025-03-01T08:00:00Z',
    requestCause,
  );
  await change('po', poId, 'contactEmail', [null, 'premier@po.example'], '2023-01-10T08:00:00Z');
  await change('po', poId, 'contactEmail', ['premier@po.example', 'nouveau@po.example'], '2025-01-10T08:00:00Z');

  await writeSchools(imported);
  await writeMembers();
});
afterAll(() => database.close());

async function writeSchools(imported: string): Promise<void> {
  const db = database.db('migrator');
  const made = { createdBy: imported, level: 'Fondamental', ...address('Rue de l’École') };
  await build.school(poId, { ...made, name: 'École A, depuis toujours' });
  await build.school(poId, { ...made, name: 'École B, fermée', closedOn: '2024-08-31' });
  await build.school(poId, { ...made, name: 'École C, nouvelle', openedOn: '2025-09-01' });
  const gone = await build.school(otherPoId, { ...made, name: 'École D, partie' });
  await change('school', gone.id, 'poId', [poId, otherPoId], '2025-06-15T08:00:00Z');
  const come = await build.school(poId, { ...made, name: 'École E, venue' });
  await change('school', come.id, 'poId', [otherPoId, poId], '2024-01-15T08:00:00Z');
  const [row] = await db.select().from(school).limit(1);
  const [place] = await db
    .insert(site)
    .values({ fase: 950_001, ...address('Rue du Site'), createdBy: imported })
    .returning();
  if (!row || !place) throw new Error('a school and a site are needed');
  await db.insert(schoolSite).values({
    schoolId: row.id,
    siteId: place.id,
    teachingKinds: ['Maternel ordinaire', 'Primaire ordinaire'],
    createdBy: imported,
  });
  const kinds = (...names: string[]) => ({ siteFase: 950_001, kinds: names });
  await change(
    'school',
    row.id,
    'teachingKinds',
    [kinds('Maternel ordinaire'), kinds('Maternel ordinaire', 'Primaire ordinaire')],
    '2025-02-01T08:00:00Z',
  );
}

async function writeMembers(): Promise<void> {
  const marie = await build.person({ firstName: 'Marie', lastName: 'Modèle', email: 'marie@membres.example' });
  await change('person', marie.id, 'lastName', ['Ancien-Nom', 'Modèle'], '2024-07-01T08:00:00Z');
  await change('person', marie.id, 'email', [null, 'marie@membres.example'], '2024-07-01T08:00:00Z');
  await build.mandate(marie.id, poId, since('2020-09-01'), [
    { role: 'president', period: since('2023-09-01') },
    { role: 'secretary', period: { from: '2020-09-01', to: '2023-08-31' } },
  ]);
  const paul = await build.person({ firstName: 'Paul', lastName: 'Ancien', email: 'paul@membres.example' });
  await build.mandate(paul.id, poId, { from: '2015-01-01', to: '2023-08-31' }, ['president']);
  const lea = await build.person({ firstName: 'Léa', lastName: 'Demain', email: 'lea@membres.example' });
  await build.mandate(lea.id, poId, since('2027-01-01'), ['treasurer']);
  const wrong = await build.person({ firstName: 'Jean', lastName: 'Parerreur' });
  const { id } = await build.mandate(wrong.id, poId, since('2020-01-01'), ['president', 'treasurer']);
  const sql = database.sql('migrator');
  await sql.begin(async (tx) => {
    await tx`update role_assignment set annulled_at = now(), annulled_by = assigned_by where mandate_id = ${id}`;
    await tx`update mandate set annulled_at = now(), annulled_by = opened_by where id = ${id}`;
  });
}

const valueOf = (facts: readonly FactView[], field: string) => facts.find((fact) => fact.field === field)?.value;
const people = ({ members }: PoFile) =>
  members.map(({ name, when, roles }) => {
    const held = roles.filter((role) => role.when === 'present').map(({ role }) => role);
    return [name, when, ...held].join(' ');
  });
const schoolNames = ({ schools }: PoFile) => schools.map(({ name, when }) => `${name.slice(6, 7)} ${when}`);

describe('the file of today', () => {
  test('has the present values, each with what set it', async () => {
    const file = await read();
    expect({ day: file.day, today: file.today, name: file.name }).toEqual({
      day: TODAY,
      today: TODAY,
      name: 'Institut Saint-Exemple et Sainte-Démo',
    });
    const origins = Object.fromEntries(file.facts.map(({ field, origin }) => [field, origin?.text ?? null]));
    expect(origins).toMatchObject({
      name: 'secrétariat (Ghislaine Delvaux), le 1/5/2024',
      fase: 'registre officiel signaletique-2022.csv, le 1/2/2022',
      address: expect.stringMatching(/^demande K7M4-P2XA, le /),
      enterpriseNumber: null,
    });
    expect(file.facts.find(({ field }) => field === 'address')?.origin?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
  test('keeps every value that was, the newest first', async () => {
    const { facts } = await read();
    const history = facts.find(({ field }) => field === 'contactEmail')?.history ?? [];
    expect(history.map(({ value, origin }) => [value, origin?.text])).toEqual([
      ['nouveau@po.example', 'secrétariat (Ghislaine Delvaux), le 10/1/2025'],
      ['premier@po.example', 'secrétariat (Ghislaine Delvaux), le 10/1/2023'],
      ['—', 'registre officiel signaletique-2022.csv, le 1/2/2022'],
    ]);
    expect(facts.find(({ field }) => field === 'fase')?.history).toEqual([]);
  });
  test('lists members of today, to come and of the past, and never what was annulled', async () => {
    expect(people(await read())).toEqual(['Marie Modèle present president', 'Léa Demain future', 'Paul Ancien past']);
  });
  test('says what is missing', async () => {
    const { warnings } = await read();
    expect(warnings.map(({ kind }) => kind)).toEqual(['unheld', 'unheld', 'no-account']);
    expect(warnings[0]?.text).toBe('Personne ne tient le rôle « Trésorier·ère ».');
  });
  test('says what changed last, an annulment too', async () => {
    const { changed } = await read();
    expect(changed?.origin?.text).toMatch(/^données de démonstration, le /);
  });
  test('is nobody’s of another secretariat', async () => {
    const [elsewhere] = await database
      .db('migrator')
      .insert(region)
      .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
      .returning();
    await expect(read(undefined, poId, elsewhere?.id)).rejects.toThrow('no PO');
  });
});

describe('the file on another day', () => {
  test.each([
    ['2019-06-01', ['Paul Ancien present president', 'Léa Demain future', 'Marie Ancien-Nom future']],
    ['2020-08-31', ['Paul Ancien present president', 'Léa Demain future', 'Marie Ancien-Nom future']],
    ['2020-09-01', ['Marie Ancien-Nom present secretary', 'Paul Ancien present president', 'Léa Demain future']],
    ['2023-08-31', ['Marie Ancien-Nom present secretary', 'Paul Ancien present president', 'Léa Demain future']],
    ['2023-09-01', ['Marie Ancien-Nom present president', 'Léa Demain future', 'Paul Ancien past']],
    ['2024-06-30', ['Marie Ancien-Nom present president', 'Léa Demain future', 'Paul Ancien past']],
    ['2024-07-01', ['Marie Modèle present president', 'Léa Demain future', 'Paul Ancien past']],
    ['2027-01-01', ['Léa Demain present treasurer', 'Marie Modèle present president', 'Paul Ancien past']],
  ])('%s has the members and roles of that day, under the names they had', async (day, expected) => {
    const sorted = (list: string[]) => [...list].sort();
    expect(sorted(people(await read(day)))).toEqual(sorted(expected));
  });

  test.each([
    ['2023-12-31', ['A present', 'B present', 'C future', 'D present']],
    ['2024-01-15', ['A present', 'B present', 'C future', 'D present', 'E present']],
    ['2024-08-31', ['A present', 'B present', 'C future', 'D present', 'E present']],
    ['2024-09-01', ['A present', 'B past', 'C future', 'D present', 'E present']],
    ['2025-06-14', ['A present', 'B past', 'C future', 'D present', 'E present']],
    ['2025-06-15', ['A present', 'B past', 'C future', 'D past', 'E present']],
    ['2025-09-01', ['A present', 'B past', 'C present', 'D past', 'E present']],
    [TODAY, ['A present', 'B past', 'C present', 'D past', 'E present']],
  ])('%s has the schools that were of this PO, open, closed or gone', async (day, expected) => {
    expect(schoolNames(await read(day))).toEqual(expected);
  });

  test('a school that moved is in the file of the other PO from that day on', async () => {
    expect(schoolNames(await read('2025-06-14', otherPoId))).toEqual(['E past']);
    expect(schoolNames(await read('2025-06-15', otherPoId))).toEqual(['D present', 'E past']);
  });

  test.each([
    ['2022-02-01', 'Institut Saint-Exemple', 'Rue Vieille 1, 5590 Ciney', '—'],
    ['2023-01-09', 'Institut Saint-Exemple', 'Rue Vieille 1, 5590 Ciney', '—'],
    ['2023-01-10', 'Institut Saint-Exemple', 'Rue Vieille 1, 5590 Ciney', 'premier@po.example'],
    ['2024-04-30', 'Institut Saint-Exemple', 'Rue Vieille 1, 5590 Ciney', 'premier@po.example'],
    ['2024-05-01', 'Institut Saint-Exemple et Sainte-Démo', 'Rue Vieille 1, 5590 Ciney', 'premier@po.example'],
    ['2025-03-01', 'Institut Saint-Exemple et Sainte-Démo', 'Rue Neuve 1, 5590 Ciney', 'nouveau@po.example'],
    ['2030-01-01', 'Institut Saint-Exemple et Sainte-Démo', 'Rue Neuve 1, 5590 Ciney', 'nouveau@po.example'],
  ])('%s has name, address and contacts as that day ended', async (day, name, place, email) => {
    const file = await read(day);
    expect({ title: file.name, name: valueOf(file.facts, 'name') }).toEqual({ title: name, name });
    expect({ place: valueOf(file.facts, 'address'), email: valueOf(file.facts, 'contactEmail') }).toEqual({
      place,
      email,
    });
    expect(file.facts.some(({ recordedLater }) => recordedLater)).toBe(false);
  });

  test('before anything was on record, the first values stand, marked as recorded later', async () => {
    const file = await read('2018-05-01');
    expect(file.recordedOn).toBe('2022-02-01');
    expect(valueOf(file.facts, 'name')).toBe('Institut Saint-Exemple');
    expect(file.facts.every(({ recordedLater }) => recordedLater)).toBe(true);
  });

  test('what a school taught at a site is what was on record then', async () => {
    const taught = async (day: string) => {
      const [place] = (await read(day)).schools.flatMap(({ sites }) => sites);
      return place?.facts.map(({ value }) => value);
    };
    expect(await taught('2025-01-31')).toEqual(['Rue du Site 1, 5590 Ciney', 'Maternel ordinaire']);
    expect(await taught('2025-02-01')).toEqual(['Rue du Site 1, 5590 Ciney', 'Maternel ordinaire, Primaire ordinaire']);
  });

  test('warns of what was missing then, by the addresses of then, and is silent about accounts', async () => {
    const kinds = async (day: string) => (await read(day)).warnings.map(({ kind, text }) => `${kind}: ${text}`);
    // Marie is president from 1 September 2023, and her address is on record only from 1 July 2024.
    expect(await kinds('2024-06-30')).toContain('no-email: Marie Ancien-Nom (Président·e) n’a pas d’adresse mail.');
    expect((await kinds('2024-07-01')).filter((text) => text.startsWith('no-email'))).toEqual([]);
    expect(await kinds('2023-08-01')).toContain('ending: Le mandat de Paul Ancien se termine le 31/8/2023.');
    expect((await kinds('2023-08-01')).filter((text) => text.startsWith('no-account'))).toEqual([]);
    expect((await kinds('2027-01-01')).filter((text) => text.includes('Trésorier'))).toEqual([]);
  });
});
