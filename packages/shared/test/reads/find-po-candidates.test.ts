import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { po } from '../../src/db/tables/po.ts';
import { region } from '../../src/db/tables/region.ts';
import { school } from '../../src/db/tables/school.ts';
import { findPoCandidates } from '../../src/reads/find-po-candidates.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { insertCause, insertPo } from '../../src/testing/register-rows.ts';

let database: TestDatabase;
let regionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('admin');
  const [home] = await db.select({ id: region.id }).from(region);
  regionId = home?.id ?? '';
  const createdBy = await insertCause(db);
  const at = (postcode: string, locality: string) => ({ street: 'Rue du Plan', number: '1', postcode, locality });
  // Names that all begin as the one that is written by hand.
  for (const [n, saint] of ['Aubain', 'Bavon', 'Cornet', 'Denoël', 'Éloi', 'Fiacre'].entries()) {
    await insertPo(db, { fase: 900_301 + n, name: `École Saint-${saint}`, ...at('5000', 'Namur') });
  }
  const meant = await insertPo(db, { fase: 900_310, name: 'Centre scolaire de l’Orneau', ...at('5030', 'Gembloux') });
  await db.insert(school).values({
    poId: meant,
    fase: 900_320,
    name: 'École Saint-Guiral',
    postcode: '5030',
    locality: 'Gembloux',
    createdBy,
  });
  await insertPo(db, { fase: 900_311, name: 'Institut Saint-Guirault', ...at('6700', 'Arlon') });
});
afterAll(() => database.close());

const candidates = async (name: string, address = '') =>
  (await findPoCandidates(database.db('worker'), { name, address }, regionId)).map(({ fase, reason }) => [
    fase,
    reason,
  ]);

test('the PO whose school is meant comes before those that only begin alike', async () => {
  const [first, ...others] = await candidates('Ecole Saint Guirale', 'Place de l’Orneau, Gembloux');
  expect(first).toEqual([
    900_310,
    expect.stringMatching(/^son école École Saint-Guiral ressemble à \d\d\u00a0%, même localité$/),
  ]);
  expect(others.map(([fase]) => fase)).toEqual([900_311]);
});

test('among names that are as like, the locality or postcode decides', async () => {
  expect((await candidates('Saint Guiral', '6700'))[0]).toEqual([900_311, expect.stringContaining('même localité')]);
  expect((await candidates('Saint Guiral', 'Gembloux'))[0]?.[0]).toBe(900_310);
});

test('when no name is like it, the POs of the locality are proposed; when nothing is, nobody', async () => {
  expect(await candidates('Les Petits Loups', 'rue Haute 3, 6700 ARLON')).toEqual([[900_311, 'même localité']]);
  expect(await candidates('Les Petits Loups', 'Ostende')).toEqual([]);
  expect(await candidates('', '')).toEqual([]);
});

test('POs of another secretariat are not proposed', async () => {
  const db = database.db('admin');
  const [other] = await db
    .insert(region)
    .values({ code: 'other', name: 'Ailleurs', email: 'a@po.example' })
    .returning();
  await db.update(po).set({ regionId: other?.id ?? '' });
  expect(await candidates('Saint Guiral', 'Gembloux')).toEqual([]);
});
