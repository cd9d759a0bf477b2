import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { school } from '../../src/db/tables/school.ts';
import { searchPos } from '../../src/reads/search-pos.ts';
import { searchWords } from '../../src/reads/search-words.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { insertCause, insertPo } from '../../src/testing/register-rows.ts';

let database: TestDatabase;
let causeId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('admin');
  causeId = await insertCause(db);
  const place = { street: 'Rue de l’Essai', number: '1' };
  await insertPo(db, {
    fase: 900_101,
    name: 'Comité scolaire Sainte-Aldegonde',
    ...place,
    postcode: '5590',
    locality: 'Ciney',
  });
  const croquis = await insertPo(db, {
    fase: 900_102,
    name: 'Œuvres du Croquis ASBL',
    ...place,
    postcode: '5000',
    locality: 'Namur',
  });
  const maquette = await insertPo(db, {
    fase: 900_103,
    name: 'Collège de la Maquette',
    ...place,
    postcode: '6900',
    locality: 'Marche-en-Famenne',
  });
  await addSchool(croquis, {
    fase: 900_201,
    name: 'Institut technique Saint-Gabriel',
    postcode: '5100',
    locality: 'Jambes',
  });
  await addSchool(maquette, {
    fase: 900_202,
    name: 'École fondamentale Les Coquelicots',
    postcode: '6900',
    locality: 'Aye',
  });
});
afterAll(() => database.close());

function addSchool(poId: string, values: { fase: number; name: string; postcode: string; locality: string }) {
  return database
    .db('admin')
    .insert(school)
    .values({ ...values, poId, createdBy: causeId });
}

const search = (text: string) => searchPos(database.db('intake'), text);
const fases = async (text: string) => (await search(text)).map(({ fase }) => fase);

describe('the search of a PO finds it', () => {
  test.each([
    ['by its name', 'Comité scolaire Sainte-Aldegonde', 900_101],
    ['by a part of its name, without accents, case or hyphens', 'comite ALDEGONDE', 900_101],
    ['with a ligature spelled out', 'oeuvres du croquis', 900_102],
    ['by its FASE number', '900103', 900_103],
    ['by the FASE number of a school', '900201', 900_102],
    ['by its locality, written without hyphens', 'marche en famenne', 900_103],
    ['by its postcode', '5590', 900_101],
    ['by the postcode of a school', '5100', 900_102],
    ['by the name of a school', 'les coquelicots', 900_103],
    ['by a school’s name and the PO’s locality together', 'coquelicots marche', 900_103],
    ['by a shortened name', 'Ste Aldegonde', 900_101],
    ['with a letter left out', 'aldegnde', 900_101],
    ['with two letters swapped', 'nmaur', 900_102],
    ['with a letter too many in a school’s name', 'Coquellicots', 900_103],
    ['with a word that nobody knows beside one that fits', 'Maquette Zanzibar', 900_103],
  ])('%s', async (_how, text, fase) => {
    expect(await fases(text)).toEqual([fase]);
  });

  test('and says what was found where', async () => {
    expect(await search('coquelicots')).toEqual([
      {
        id: expect.any(String),
        fase: 900_103,
        closedOn: null,
        name: 'Collège de la Maquette',
        address: 'Rue de l’Essai 1, 6900 Marche-en-Famenne',
        schools: ['École fondamentale Les Coquelicots'],
        why: 'school',
      },
    ]);
    expect((await search('900103')).map(({ why }) => why)).toEqual(['fase']);
    expect((await search('croquis')).map(({ why, schools }) => ({ why, schools }))).toEqual([
      { why: 'name', schools: [] },
    ]);
    expect((await search('croquis namur')).map(({ why }) => why)).toEqual(['place']);
    expect((await search('croqis')).map(({ why }) => why)).toEqual(['near']);
  });

  test('also after a school was renamed and given to another PO', async () => {
    const sql = database.sql('admin');
    await addSchool((await idOf(900_101)) ?? '', {
      fase: 900_203,
      name: 'École du Brouillon',
      postcode: '5590',
      locality: 'Ciney',
    });
    expect(await fases('brouillon')).toEqual([900_101]);
    await sql`update school set name = 'École de l’Esquisse', po_id = ${(await idOf(900_102)) ?? ''} where fase = 900203`;
    expect(await fases('brouillon')).toEqual([]);
    expect(await fases('esquisse')).toEqual([900_102]);
  });
});

async function idOf(fase: number): Promise<string | undefined> {
  const [row] = await database.sql('admin')`select id from po where fase = ${fase}`;
  return row?.id;
}

describe('the search of a PO', () => {
  test.each([
    '',
    '   ',
    'a',
    '%',
    '_%_',
    "'; drop table po; --",
    '\\',
    'x'.repeat(100_000),
    '🎓',
    '٣',
    '٣٣٣',
    '4294967296',
  ])('takes %.20j as nothing to find, not as a mistake', async (text) => {
    expect(await search(text)).toEqual([]);
  });

  test('returns no more than asked, the best first', async () => {
    const found = await searchPos(database.db('backoffice'), 'de', { limit: 2 });
    expect(found).toHaveLength(2);
  });

  test('looks at six words at most and leaves filler out', () => {
    expect(searchWords('L’école libre de la rue du Test, à Namur')).toEqual(['libre', 'rue', 'test', 'namur']);
    expect(searchWords('ASBL')).toEqual(['asbl']);
    expect(searchWords('un deux trois quatre cinq six sept')).toHaveLength(6);
  });

  test('finds its rows through the trigram index', async () => {
    await database.sql('admin').begin(async (sql) => {
      await sql`set local enable_seqscan = off`;
      const plan = await sql`explain select po_id from po_words where words like ${'%aldegonde%'}`;
      expect(JSON.stringify(plan)).toContain('po_words_trgm');
    });
  });
});
