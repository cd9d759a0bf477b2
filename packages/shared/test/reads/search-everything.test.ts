import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { region } from '../../src/db/tables/region.ts';
import { searchEverything } from '../../src/reads/search-everything.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const NAUGHTY: string[] = createRequire(import.meta.url)('big-list-of-naughty-strings');
const TODAY = '2026-06-12';
let database: TestDatabase;
let regionId: string;
let elsewhereId: string;
let reference: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('migrator');
  const build = registerBuilder(db);
  regionId = await build.regionId();
  const maquette = await build.po({
    name: 'Collège de la Maquette',
    fase: 910_002,
    locality: 'Dinant',
    contactEmail: 'secretariat@maquette.example',
    contactPhone: '+3282221100',
  });
  const croquis = await build.po({ name: 'Œuvres du Croquis', fase: 910_003, locality: 'Bastogne' });
  await build.school(maquette.id, { name: 'École Saint-Gabarit', fase: 5_501, locality: 'Yvoir' });
  const lea = await build.person({
    firstName: 'Léa',
    lastName: 'Vandenbroucke',
    email: 'lea.vdb@membres.example',
    phone: '+32470123456',
  });
  await build.mandate(lea.id, croquis.id, { from: '2015-01-01', to: '2020-12-31' }, ['president']);
  await build.mandate(lea.id, maquette.id, { from: '2021-01-01', to: null }, ['treasurer', 'administrator']);
  await build.account(lea.id, 'connexion@membres.example', { pendingEmail: 'bientot@membres.example' });
  const former = await build.person({ firstName: 'Émile', lastName: 'Noël', phone: '+33142685300' });
  await build.mandate(former.id, croquis.id, { from: '2010-01-01', to: '2018-12-31' }, ['treasurer']);
  const [elsewhere] = await db
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  elsewhereId = elsewhere?.id ?? '';
  const abroad = await build.po({
    name: 'PO Lointain',
    fase: 910_900,
    regionId: elsewhereId,
    contactPhone: '+3265111111',
  });
  await build.school(abroad.id, { name: 'École Lointaine', fase: 5_900 });
  const stranger = await build.person({ firstName: 'Léa', lastName: 'Lointain', email: 'lea@lointain.example' });
  await build.mandate(stranger.id, abroad.id, { from: '2021-01-01', to: null });
  // Nobody is found before a mandate says where.
  await build.person({ firstName: 'Léa', lastName: 'Sansmandat' });
  const rig = requestRig(database, await build.staff(), () => new Date());
  const leaving = { firstName: 'Paul', lastName: 'Esquisse', email: null, birthDate: null, reason: 'resignation' };
  const id = await rig.submit('removal', { ...leaving, endDate: '2026-08-31' }, maquette.id);
  await database.sql('worker')`select refresh_request_search(array[${id}::uuid])`;
  const [envoi] = await database.sql('admin')`select reference from submission`;
  reference = envoi?.reference;
});
afterAll(() => database.close());

const search = (q: string, region_ = regionId, size: 'few' | 'many' = 'few') =>
  searchEverything(database.db('backoffice'), { regionId: region_, today: TODAY }, { q, size });
/** Titles and why, per group; groups that found nothing are left out. */
const find = async (q: string, region_ = regionId) => {
  const results = Object.entries(await search(q, region_));
  return Object.fromEntries(
    results
      .filter(([, { found }]) => found.length > 0)
      .map(([group, { found, near }]) => [
        near ? `${group}, near` : group,
        found.map(({ title, why }) => (why ? `${title} (${why})` : title)),
      ]),
  );
};

describe('people', () => {
  test('are found by their names in any order, without accents or case, and by beginnings', async () => {
    for (const q of ['vandenbroucke', 'LEA vandenb', 'vandenb lea', 'vandenbroucke le', 'van']) {
      expect({ q, found: await find(q) }).toEqual({ q, found: { people: ['Léa Vandenbroucke'] } });
    }
    expect(await find('emile noel')).toEqual({ people: ['Émile Noël'] });
  });
  test('are told with the mandate that matters today', async () => {
    const { people } = await search('vandenbroucke');
    expect(people.found[0]?.detail).toBe('Administrateur·rice, Trésorier·ère · Collège de la Maquette');
    expect((await search('noel')).people.found[0]?.detail).toBe('mandat terminé · Œuvres du Croquis');
  });
  test('are found by any of their addresses, from its beginning when it is recorded', async () => {
    expect(await find('Lea.VDB@')).toEqual({ people: ['Léa Vandenbroucke (adresse mail lea.vdb@membres.example)'] });
    expect(await find('connexion@membres.example')).toMatchObject({
      people: ['Léa Vandenbroucke (adresse mail connexion@membres.example)'],
    });
    expect(await find('bientot@membres.example')).toMatchObject({
      people: ['Léa Vandenbroucke (adresse mail bientot@membres.example)'],
    });
  });
  test('are found by their telephone, however it is written', async () => {
    for (const q of [
      '0470 12.34.56',
      '+32 470 123456',
      '0032470123456',
      '470/123456',
      '+32 (0)470 12 34 56',
      '0470 12 34',
      '12 34 56',
    ]) {
      expect({ q, found: await find(q) }).toEqual({
        q,
        found: { people: ['Léa Vandenbroucke (téléphone 0470 12 34 56)'] },
      });
    }
    expect(await find('01 42 68 53 00')).toEqual({ people: ['Émile Noël (téléphone +33 1 42 68 53 00)'] });
  });
  test('are found by the role that they hold today, and the PO', async () => {
    const lea = 'Léa Vandenbroucke (Trésorier·ère du PO Collège de la Maquette)';
    for (const q of ['trésorière maquette', 'trésorier du collège de la Maquette', 'tresorier 910002']) {
      expect({ q, people: (await find(q)).people }).toEqual({ q, people: [lea] });
    }
    // Who held it before does not hold it today.
    expect((await find('trésorier croquis')).people).toBeUndefined();
  });
  test('are found with a typo, when nobody bears that name', async () => {
    expect(await find('vandenbrouke')).toEqual({ 'people, near': ['Léa Vandenbroucke (nom proche)'] });
    expect(await find('lea vandenbrouke')).toEqual({ 'people, near': ['Léa Vandenbroucke (nom proche)'] });
  });
  test('are found under a new name at once, and no longer under the old one', async () => {
    const build = registerBuilder(database.db('migrator'));
    const bride = await build.person({ firstName: 'Odile', lastName: 'Ancien' });
    await build.mandate(bride.id, (await build.po({ name: 'PO du Calque', fase: 910_010 })).id, {
      from: '2020-01-01',
      to: null,
    });
    expect(await find('ancien odile')).toEqual({ people: ['Odile Ancien'] });
    await database.sql('worker')`update person set last_name = 'Nouvelle' where id = ${bride.id}`;
    expect(await find('odile nouvelle')).toEqual({ people: ['Odile Nouvelle'] });
    expect(await find('ancien odile')).toEqual({});
  });
});

describe('POs and schools', () => {
  test('are found by name, number, place, school, address and telephone', async () => {
    expect(await find('maquette')).toMatchObject({ pos: ['Collège de la Maquette'] });
    expect(await find('910002')).toMatchObject({ pos: ['Collège de la Maquette (FASE 910002)'] });
    expect(await find('dinant')).toMatchObject({ pos: ['Collège de la Maquette (localité)'] });
    expect(await find('saint-gabarit')).toEqual({
      pos: ['Collège de la Maquette (École Saint-Gabarit)'],
      schools: ['École Saint-Gabarit'],
    });
    expect(await find('5501')).toMatchObject({ schools: ['École Saint-Gabarit (FASE 5501)'] });
    expect(await find('yvoir')).toMatchObject({ schools: ['École Saint-Gabarit'] });
    expect(await find('secretariat@maquette')).toEqual({
      pos: ['Collège de la Maquette (adresse mail secretariat@maquette.example)'],
    });
    expect(await find('082 22 11 00')).toEqual({ pos: ['Collège de la Maquette (téléphone 082 22 11 00)'] });
  });
  test('are found with a typo', async () => {
    expect(await find('maqutete')).toMatchObject({ 'pos, near': ['Collège de la Maquette (nom proche)'] });
    expect(await find('gabarti')).toMatchObject({ 'schools, near': ['École Saint-Gabarit'] });
  });
});

describe('requests', () => {
  test('are found by whom they name, and by their reference as people read it', async () => {
    expect((await find('esquisse')).requests).toEqual(['Suppression · Paul Esquisse']);
    const typed = `${reference.slice(0, 4)}-${reference.slice(4)}`.toLowerCase();
    expect((await find(typed)).requests).toEqual([
      `Suppression · Paul Esquisse (référence ${reference.slice(0, 4)}-${reference.slice(4)})`,
    ]);
  });
});

describe('a secretariat', () => {
  test('finds nothing of another one', async () => {
    for (const q of ['lointain', 'lea@lointain.example', '910900', '5900', '065 11 11 11', 'lontain']) {
      expect({ q, found: await find(q) }).toEqual({ q, found: {} });
    }
    expect(await find('lointain', elsewhereId)).toMatchObject({ people: ['Léa Lointain'], pos: ['PO Lointain'] });
    expect(await find('vandenbroucke', elsewhereId)).toEqual({});
    expect(await find('esquisse', elsewhereId)).toEqual({});
    expect(await find('sansmandat')).toEqual({});
  });
  test('is told when there is more than is shown', async () => {
    const build = registerBuilder(database.db('migrator'));
    const { id: poId } = await build.po({ name: 'PO du Tracé', fase: 910_011 });
    for (let n = 0; n < 8; n += 1) {
      const { id } = await build.person({ firstName: 'Nombreux', lastName: `Foule${'abcdefgh'[n]}` });
      await build.mandate(id, poId, { from: '2020-01-01', to: null });
    }
    expect((await search('foule')).people).toMatchObject({ found: { length: 6 }, more: true });
    expect((await search('foule', regionId, 'many')).people).toMatchObject({ found: { length: 8 }, more: false });
  });
});

describe('what people may type', () => {
  test('finds nobody when it says nothing', async () => {
    for (const q of ['', '  ', '%', '_', '%@_', "'", '&|!', '\\', '++++++']) {
      expect({ q, found: await find(q) }).toEqual({ q, found: {} });
    }
  });
  test('breaks nothing, however naughty', async () => {
    for (const q of NAUGHTY.map((text) => text.slice(0, 100).replaceAll('\0', ''))) {
      await expect(search(q)).resolves.toMatchObject({ people: { near: expect.any(Boolean) } });
    }
  });
});
