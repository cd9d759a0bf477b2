import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { region } from '../../src/db/tables/region.ts';
import { searchPeople } from '../../src/reads/search-people.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

const TODAY = '2026-06-12';
let database: TestDatabase;
let regionId: string;
let find: (text: string) => Promise<string[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('migrator');
  const build = registerBuilder(db);
  regionId = await build.regionId();
  const maquette = await build.po({ name: 'Collège de la Maquette' });
  const croquis = await build.po({ name: 'Œuvres du Croquis' });
  const lea = await build.person({
    firstName: 'Léa',
    lastName: 'Vandenbroucke',
    email: 'lea.vdb@membres.example',
    phone: '+32470123456',
  });
  await build.mandate(lea.id, croquis.id, { from: '2015-01-01', to: '2020-12-31' }, ['president']);
  await build.mandate(lea.id, maquette.id, { from: '2021-01-01', to: null }, ['treasurer', 'administrator']);
  const former = await build.person({ firstName: 'Émile', lastName: 'Noël' });
  await build.mandate(former.id, croquis.id, { from: '2010-01-01', to: '2018-12-31' });
  const [elsewhere] = await db
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  const abroad = await build.po({ name: 'PO d’ailleurs', regionId: elsewhere?.id ?? '' });
  const stranger = await build.person({ firstName: 'Léa', lastName: 'Ailleurs' });
  await build.mandate(stranger.id, abroad.id, { from: '2021-01-01', to: null });
  find = async (text) =>
    (await searchPeople(database.db('backoffice'), regionId, text, TODAY)).map(
      ({ name, detail }) => `${name}: ${detail}`,
    );
});
afterAll(() => database.close());

describe('people', () => {
  const lea = 'Léa Vandenbroucke: Administrateur·rice, Trésorier·ère · Collège de la Maquette';

  test('are found by their names in any order, without accents or case', async () => {
    expect(await find('vandenb LEA')).toEqual([lea]);
    expect(await find('emile noel')).toEqual(['Émile Noël: mandat terminé · Œuvres du Croquis']);
  });
  test('are found by the beginning of their address, and by their telephone as people write it', async () => {
    expect(await find('lea.vdb@')).toEqual([lea]);
    expect(await find('0470 12.34.56')).toEqual([lea]);
    expect(await find('+32 470 123456')).toEqual([lea]);
  });
  test('are found with a typo, when nobody bears that name', async () => {
    expect(await find('vandenbrouke')).toEqual([lea]);
  });
  test('of other secretariats are not found, nor anybody by nothing or by signs that mean something to SQL', async () => {
    expect(await find('ailleurs')).toEqual([]);
    expect(await find('  ')).toEqual([]);
    expect(await find('%')).toEqual([]);
    expect(await find('%@_')).toEqual([]);
  });
});
