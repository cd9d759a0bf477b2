import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PoListQuery } from '../../src/contracts/po-list.ts';
import { region } from '../../src/db/tables/region.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES, type Role } from '../../src/domain/roles.ts';
import { listPoChoices } from '../../src/reads/list-po-choices.ts';
import { listPos } from '../../src/reads/list-pos.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

const TODAY = '2026-06-12';
let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let regionId: string;

const list = (query: PoListQuery = {}) =>
  listPos(database.db('backoffice'), { regionId, today: TODAY, singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES }, query);
const names = async (query: PoListQuery) => (await list(query)).rows.map(({ name }) => name);

async function member(poId: string, roles: Role[], more: { email?: string | null; to?: string } = {}): Promise<void> {
  const { email = `m${Math.random()}@membres.example`, to = null } = more;
  const person = await build.person({ firstName: 'Anne', lastName: `Membre-${roles[0]}`, email });
  await build.mandate(person.id, poId, { from: '2020-09-01', to }, roles);
  await build.account(person.id, `a${person.id}@membres.example`);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('migrator');
  build = registerBuilder(db);
  regionId = await build.regionId();
  const complet = await build.po({
    name: 'A complet',
    locality: 'Ciney',
    postcode: '5590',
    contactEmail: 'a@po.example',
  });
  for (const role of ['president', 'treasurer', 'secretary'] as const) await member(complet.id, [role]);
  await build.school(complet.id, { level: 'Fondamental', district: 'Dinant', municipality: 'Ciney' });
  await build.school(complet.id, {
    level: 'Secondaire / Promotion sociale',
    district: 'Dinant',
    municipality: 'Ciney',
  });
  const deux = await build.po({ name: 'B deux présidents', locality: 'Namur' });
  for (const role of ['president', 'president', 'treasurer', 'secretary'] as const) await member(deux.id, [role]);
  await build.school(deux.id, { level: 'Fondamental', district: 'Namur', municipality: 'Namur' });
  await build.school(deux.id, {
    level: 'Secondaire',
    district: 'Dinant',
    municipality: 'Yvoir',
    closedOn: '2025-08-31',
  });
  const sans = await build.po({ name: 'C sans trésorier', locality: 'Dinant' });
  await member(sans.id, ['president', 'secretary'], { email: null });
  const fin = await build.po({ name: 'D bientôt', locality: 'Arlon' });
  await member(fin.id, ['president', 'secretary', 'treasurer'], { to: '2026-07-31' });
  for (let n = 0; n < 5; n += 1)
    await build.school(fin.id, { level: 'Fondamental', district: 'Arlon', municipality: 'Arlon' });
  const [elsewhere] = await db
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  await build.po({ name: 'E d’ailleurs', regionId: elsewhere?.id ?? '' });
});
afterAll(() => database.close());

const ALL = ['A complet', 'B deux présidents', 'C sans trésorier', 'D bientôt'];

describe('the list of POs', () => {
  test('has all of the secretariat by name, with whom to call and what is missing', async () => {
    const { rows, total } = await list();
    expect(rows.map(({ name }) => name)).toEqual(ALL);
    expect(total).toBe(4);
    const [complete, two, without] = rows;
    expect(complete).toMatchObject({ place: '5590 Ciney', schools: 2, contactEmail: 'a@po.example', gaps: [] });
    expect(complete?.treasurers.map(({ name }) => name)).toEqual(['Anne Membre-treasurer']);
    expect(two?.presidents).toHaveLength(2);
    expect(two).toMatchObject({ schools: 1, gaps: [{ kind: 'several', label: 'deux fois président' }] });
    expect(without?.gaps.map(({ label }) => label)).toEqual([
      'sans trésorier',
      'président sans mail',
      'secrétaire sans mail',
    ]);
  });

  test.each([
    [{ gap: 'any' }, ALL.slice(1)],
    [{ gap: 'none' }, ['A complet']],
    [{ gap: 'no-treasurer' }, ['C sans trésorier']],
    [{ gap: 'no-president' }, []],
    [{ gap: 'several' }, ['B deux présidents']],
    [{ gap: 'no-email' }, ['C sans trésorier']],
    [{ gap: 'ending' }, ['D bientôt']],
    [{ gap: 'bounced' }, []],
    [{ district: 'Dinant' }, ['A complet']],
    [{ municipality: 'Arlon' }, ['D bientôt']],
    [{ level: 'Fondamental' }, ['A complet', 'B deux présidents', 'D bientôt']],
    [{ level: 'Promotion sociale' }, ['A complet']],
    [{ level: 'Secondaire', district: 'Namur' }, []],
    [{ schools: 'none' }, ['C sans trésorier']],
    [{ schools: 'one' }, ['B deux présidents']],
    [{ schools: 'few' }, ['A complet']],
    [{ schools: 'many' }, ['D bientôt']],
    [{ q: 'deux presidents' }, ['B deux présidents']],
    [{ q: 'arlon', gap: 'ending' }, ['D bientôt']],
    [{ q: 'arlon', gap: 'none' }, []],
  ] as [PoListQuery, string[]][])('narrowed by %j holds %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
    expect((await list(query)).total).toBe(expected.length);
  });

  test('counts what is missing over the secretariat, whatever narrows the list', async () => {
    const { counts } = await list({ district: 'Arlon' });
    expect(counts).toEqual({
      ...{ any: 3, none: 1, several: 1, ending: 1, bounced: 0 },
      ...{ 'no-president': 0, 'no-treasurer': 1, 'no-secretary': 0, 'no-email': 1, 'no-account': 0 },
    });
  });

  test('says that words were found only nearly', async () => {
    expect(await list({ q: 'presidants' })).toMatchObject({ near: true, rows: [{ name: 'B deux présidents' }] });
  });

  test('offers districts, levels and municipalities of schools that are open', async () => {
    const choices = await listPoChoices(database.db('backoffice'), regionId, TODAY);
    expect(choices.districts).toEqual([
      { value: 'Arlon', pos: 1 },
      { value: 'Dinant', pos: 1 },
      { value: 'Namur', pos: 1 },
    ]);
    expect(choices.levels.map(({ value }) => value)).toEqual(['Fondamental', 'Promotion sociale', 'Secondaire']);
    expect(choices.municipalities.map(({ value }) => value)).toEqual(['Arlon', 'Ciney', 'Namur']);
  });

  test('goes on page after page without losing or repeating one, equal names included', async () => {
    for (let n = 0; n < 103; n += 1) await build.po({ name: `Z école ${n % 7}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await list(cursor === undefined ? {} : { cursor });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBe(3);
    expect(seen).toHaveLength(107);
    expect(new Set(seen).size).toBe(107);
  });

  test('goes on page after page by words too, the best first, also behind one that no longer fits', async () => {
    for (let n = 0; n < 62; n += 1) await build.po({ name: `Athénée ${n}`, contactEmail: `${n}@athenee.example` });
    const first = await list({ q: 'athenee' });
    expect([first.rows.length, first.total]).toEqual([50, 62]);
    const cursor = first.nextCursor ?? '';
    const second = await list({ q: 'athenee', cursor });
    expect([second.rows.length, second.total, second.nextCursor]).toEqual([12, 62, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(62);
    await database.sql('migrator')`update po set closed_on = '2020-01-01' where id = ${first.rows.at(-1)?.id ?? ''}`;
    expect((await list({ q: 'athenee', closed: 'all', cursor })).rows.map(({ id }) => id)).toEqual(
      second.rows.map(({ id }) => id),
    );
    await expect(list({ q: 'athenee', cursor: 'nulle-part' })).rejects.toThrow('is no place in a list by name');
  });

  test('refuses a place that no page ended at', async () => {
    await expect(list({ cursor: 'nulle-part' })).rejects.toThrow('is no place in a list by name');
  });
});
