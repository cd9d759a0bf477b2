import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { listRequests } from '../../src/reads/list-requests.ts';
import { addressWordQuery, exactWordQuery, findNewest, type NewestQuery } from '../../src/reads/search-requests.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date();

let database: TestDatabase;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;
let build: ReturnType<typeof registerBuilder>;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, now);
  poId = (await build.po({ name: 'Œuvres Sainte-Aldegonde' })).id;
});
afterAll(() => database.close());

const newcomer = (firstName: string, lastName: string) => ({
  ...{ firstName, lastName, birthDate: '1971-05-04', email: null, phone: '+32470123456' },
  address: { street: 'Rue de l’Essai', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  ...{ startDate: '2026-09-01', roles: ['administrator'], replaces: [] },
});

async function arrived(firstName: string, lastName: string, about: string | null = poId): Promise<string> {
  const typed = about === null ? { poTyped: { name: 'École du Croquis', address: 'Namur' } } : {};
  const id = await rig.submit('new-member', newcomer(firstName, lastName), about, typed);
  await inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
    processArrival(tx, id, rig.settings),
  );
  return id;
}

const reader = (regionId = staff.regionId) => ({
  staffId: staff.id,
  regionId,
  now: now(),
  ageAlerts: DEFAULT_AGE_ALERTS,
});

async function find(q: string, group: 'todo' | 'all' = 'all'): Promise<{ ids: string[]; near: boolean }> {
  const { rows, near } = await listRequests(database.db('backoffice'), reader(), { group, q });
  return { ids: rows.map(({ id }) => id), near };
}

describe('the words of a search', () => {
  test.each([
    ['Lambert', "('lambert':*) | ('LAMBERT':*)"],
    ['L’Hôte  Œuvre', "('hote':* & 'oeuvre':*)"],
    ['K7M4-P2', "('k7m4':* & 'p2':*) | ('K7M4P2':*)"],
    ['marie.dupont@po.example', "('marie':* & 'dupont':* & 'example':*)"],
  ])('%s', (typed, query) => {
    expect(exactWordQuery(typed)).toBe(query);
  });

  test.each(['', '%', '& | !', "':*"])('%j holds none', (typed) => {
    expect(exactWordQuery(typed)).toBeNull();
  });
});

describe('a request is found', () => {
  test('once it has arrived, whatever the accents and the case', async () => {
    const id = await arrived('Hélène', 'D’Hondt');
    for (const words of ['HELENE', 'hondt hélène', 'Oeuvres Hondt', 'd’hond', 'Hondt marie@po.example']) {
      expect(await find(words)).toEqual({ ids: [id], near: false });
    }
    expect((await find('helene ailleurs')).ids).toEqual([]);
  });

  test('by the PO that was typed, and then by the PO that staff chose', async () => {
    const id = await arrived('Zoé', 'Typographe', null);
    expect((await find('croquis typographe')).ids).toEqual([id]);
    await rig.settle(id, { poId });
    expect((await find('aldegonde typographe')).ids).toEqual([id]);
    expect((await find('croquis typographe')).ids).toEqual([]);
  });

  test('by the new name of its PO, and no longer by the former', async () => {
    const other = await build.po({ name: 'Institut Ancien' });
    const id = await arrived('Yves', 'Renommé', other.id);
    await database.sql('migrator')`update po set name = 'Collège Nouveau' where id = ${other.id}`;
    expect((await find('nouveau renomme')).ids).toEqual([id]);
    expect((await find('ancien renomme')).ids).toEqual([]);
  });

  test('by a word that resembles its own, only when no request bears the word itself', async () => {
    const id = await arrived('Ursule', 'Quévrain');
    expect(await find('quevrian')).toEqual({ ids: [id], near: true });
    expect(await find('quevrain')).toEqual({ ids: [id], near: false });
    const rare = await arrived('Ursule', 'Quévrian');
    expect(await find('quevrian')).toEqual({ ids: [rare], near: false });
  });

  test('by staff of its own secretariat alone', async () => {
    const elsewhere = '00000000-0000-7000-8000-000000000000';
    for (const group of ['todo', 'all'] as const) {
      const list = await listRequests(database.db('backoffice'), reader(elsewhere), { group, q: 'quevrain' });
      expect(list.rows).toEqual([]);
    }
  });

  test('among many: one that lies behind thousands of newer ones, and page by page what all of them bear', async () => {
    const id = await arrived('Odile', 'Enfouie');
    const sql = database.sql('migrator');
    await sql`
      with envois as (
        insert into submission (id, reference, region_id, po_id, submitter_name, submitter_email, submitter_function,
            privacy_read_at, idempotency_key, body_sha256)
          select gen_random_uuid(), left(translate(upper(md5(n::text)), '01', 'GH'), 8), s.region_id, s.po_id, s.submitter_name,
            s.submitter_email, s.submitter_function, now(), 'copy ' || n, ''
          from submission s join change_request c on c.submission_id = s.id, generate_series(1, 6000) n where c.id = ${id}
          returning id, region_id, po_id, idempotency_key
      )
      insert into change_request (id, submission_id, position, type, region_id, po_id, subject, state, settled_at)
        select gen_random_uuid(), id, 1, 'new-member', region_id, po_id, 'Foule Numéro' || split_part(idempotency_key, ' ', 2), 'applied', now()
        from envois`;
    await sql`select refresh_request_search(array(select id from change_request))`;
    await sql`analyze`;
    expect(await find('enfouie')).toEqual({ ids: [id], near: false });
    expect(await find('enfouei')).toEqual({ ids: [id], near: true });
    expect((await find('numero6000')).ids).toHaveLength(1);
    const seen = new Set<string>();
    let cursor: string | undefined;
    for (let page = 1; page <= 4; page += 1) {
      const list = await listRequests(database.db('backoffice'), reader(), {
        group: 'closed',
        q: 'foule',
        ...(cursor ? { cursor } : {}),
      });
      for (const row of list.rows) seen.add(row.id);
      cursor = list.nextCursor ?? undefined;
    }
    expect(seen.size).toBe(200);
  });
});

describe('the cost of a search', () => {
  test('of rare words is that of an index, not of the table', async () => {
    const plan = await database.sql('migrator')`
      explain select from request_search where words @@ ${"'enfouie'"}::tsquery`;
    expect(JSON.stringify(plan)).toContain('request_search_words');
  });
});

describe('a mail address', () => {
  test.each([
    ['paul.exemple@boite.example', "'paul':* & 'exemple':*"],
    // Too common to be looked for beside other words.
    ['de.la@boite.example', null],
    ['@boite.example', null],
    ['paul exemple', null],
  ])('is looked for by what few bear: %s', (typed, rare) => {
    expect(addressWordQuery(typed)).toBe(rare);
  });
});

describe('the newest that bear a word', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (const name of 'Rare Souvent Souvent Autre Souvent Autre Souvent Autre Souvent Souvent'.split(' '))
      ids.unshift(await arrived('Nouvel', `${name}-Venue`));
  });
  const asked = (query: string, limit: number): NewestQuery => ({
    ...{ regionId: staff.regionId, query, states: ['submitted'], narrowing: undefined, after: null, limit },
  });
  const often = () => ids.filter((_, index) => [0, 1, 3, 5, 7, 8].includes(index));

  // One look at the newest; a second one that goes further; the index of the words.
  test.each([
    { first: 100, most: 100 },
    { first: 2, most: 100 },
    { first: 3, most: 3 },
    { first: 1, most: 1 },
  ])('are the same however far one looks for them first: %p', async (reach) => {
    const db = database.db('backoffice');
    expect(await findNewest(db, asked("'souvent'", 4), reach)).toEqual(often().slice(0, 4));
    expect(await findNewest(db, asked("'souvent'", 50), reach)).toEqual(often());
    expect(await findNewest(db, asked("'rare'", 5), reach)).toEqual(ids.slice(-1));
    expect(await findNewest(db, asked("'jamais'", 5), reach)).toEqual([]);
    const rare = "'venue'";
    expect(await findNewest(db, { ...asked("'souvent' & 'venue'", 4), rare }, reach)).toEqual(often().slice(0, 4));
    expect(await findNewest(db, { ...asked("'rare' & 'venue'", 4), rare }, reach)).toEqual(ids.slice(-1));
  });
});
