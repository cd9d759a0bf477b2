import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, like, sql } from 'drizzle-orm';
import { findAllDuplicates } from '../../src/commands/duplicates/find-all-duplicates.ts';
import { findDuplicatesOf } from '../../src/commands/duplicates/find-duplicates-of.ts';
import { lookForDuplicates, planDuplicateSearch } from '../../src/commands/duplicates/plan-duplicate-search.ts';
import { markDifferent, reopenPair } from '../../src/commands/duplicates/settle-pair.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import type { person } from '../../src/db/tables/person.ts';
import { countDuplicatePairs, listDuplicatePairs } from '../../src/reads/duplicates/list-duplicate-pairs.ts';
import { getDuplicatePair } from '../../src/reads/duplicates/get-duplicate-pair.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let run = 0;
/** Each look comes later than the one before. */
const now = () => new Date(Date.UTC(2026, 5, 15, 10, 0, (run += 1)));

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
});
afterAll(() => database.close());

type Person = Partial<typeof person.$inferInsert>;
const office = (actor = staff) => testContext(database.db('backoffice'), actor, now);
const lookAtAll = () => findAllDuplicates(database.db('worker'), now());
const lookAt = (id: string) =>
  inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) => findDuplicatesOf(tx, id));

type Named = (name: string) => Person;

/** Two records with a last name that nobody else bears; what differs is made of it. */
async function pairWith(one: Named, other: Named): Promise<[string, string]> {
  run += 1;
  const name = `Aux${[...String(1000 + run)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}ain`;
  const base = { lastName: name, firstName: 'Jeanne', birthDate: '1971-04-05' };
  const rows = [await build.person({ ...base, ...one(name) }), await build.person({ ...base, ...other(name) })];
  return rows.map(({ id }) => id).sort() as [string, string];
}

const same: Named = () => ({});

async function pairRow([oneId, otherId]: [string, string]) {
  const [row] = await database.db('migrator').execute<{ state: string; score: number; reasons: string[] }>(sql`
    select state, score, reasons from duplicate_pair where one_id = ${oneId} and other_id = ${otherId}`);
  return row;
}

const FOUND: [string, Named, Named][] = [
  ['same names and birth date', same, same],
  ['names swapped', same, (name) => ({ lastName: 'Jeanne', firstName: name })],
  [
    'names swapped, and day and month',
    same,
    (name) => ({ lastName: 'Jeanne', firstName: name, birthDate: '1971-05-04' }),
  ],
  ['day and month swapped', same, () => ({ birthDate: '1971-05-04' })],
  ['a digit of the year', same, () => ({ birthDate: '1972-04-05' })],
  ['a married name beside the other', same, (name) => ({ lastName: `${name}-Dupont` })],
  ['a letter mistyped', same, (name) => ({ lastName: `${name}n` })],
  [
    'accents, capitals, hyphens',
    () => ({ firstName: 'Marie-José' }),
    (name) => ({ lastName: name.toUpperCase(), firstName: 'Marie Jose' }),
  ],
  [
    'one address',
    () => ({ firstName: 'Odile', email: 'foyer@maquette.example' }),
    () => ({ firstName: 'Paul', birthDate: '1966-11-30', email: 'Foyer@maquette.example' }),
  ],
];

describe('duplicates are found', () => {
  test.each(FOUND)('by the job: %s', async (_, one, other) => {
    const pair = await pairWith(one, other);
    await lookAtAll();
    expect(await pairRow(pair)).toMatchObject({ state: 'open' });
  });

  test.each(FOUND)('on arrival: %s', async (_, one, other) => {
    const pair = await pairWith(one, other);
    await lookAt(pair[1]);
    expect(await pairRow(pair)).toMatchObject({ state: 'open' });
  });

  test('homonyms born on other days, and people with nothing in common, are not', async () => {
    const pair = await pairWith(same, () => ({ birthDate: '1950-12-31' }));
    await lookAtAll();
    expect(await pairRow(pair)).toBeUndefined();
  });

  test('an office’s address that many people give does not pair them all', async () => {
    const email = 'secretariat@maquette.example';
    const people = [];
    for (const [n, firstName] of ['Odile', 'Paul', 'Luc', 'Anne', 'Zoé', 'Max'].entries())
      people.push(
        await build.person({ firstName, lastName: `Bureau${'abcdef'[n]}`, birthDate: `19${50 + n}-01-1${n}`, email }),
      );
    await lookAtAll();
    const [row] = await database.db('migrator').execute<{ n: number }>(sql`
      select count(*)::int as n from duplicate_pair where one_id = ${people[0]?.id ?? ''} or other_id = ${people[0]?.id ?? ''}`);
    expect(row?.n).toBe(0);
  });

  test('a second look changes nothing; a pair that is alike no more is put away, and comes back', async () => {
    const pair = await pairWith(same, same);
    await lookAtAll();
    const before = await pairRow(pair);
    await lookAtAll();
    expect(await pairRow(pair)).toEqual(before);
    await database.db('migrator').execute(sql`update person set birth_date = '1930-12-31' where id = ${pair[0]}`);
    await lookAt(pair[0]);
    expect(await pairRow(pair)).toMatchObject({ state: 'gone' });
    await database.db('migrator').execute(sql`update person set birth_date = '1971-04-05' where id = ${pair[0]}`);
    await lookAtAll();
    expect(await pairRow(pair)).toMatchObject({ state: 'open' });
  });

  test('a person whom a request creates is looked at; the night’s look is planned once', async () => {
    const rig = requestRig(database, staff, () => new Date('2026-06-15T10:00:00Z'));
    const po = await build.po();
    const known = await build.person({ lastName: 'Arrivante', firstName: 'Odile', birthDate: '1971-04-05' });
    await build.mandate(known.id, po.id, { from: '2020-01-01', to: null });
    const requestId = await rig.submit('new-member', newcomer, po.id);
    await rig.settle(requestId, { personId: 'new' });
    await rig.approveAndApply(requestId);
    const [row] = await database.db('migrator').execute<{ ref: string }>(sql`
      select ref from outbox where kind = 'duplicates' and ref like 'person/%' order by created_at desc limit 1`);
    const [, created = ''] = row?.ref.split('/') ?? [];
    await lookAt(created);
    expect(await pairRow([created, known.id].sort() as [string, string])).toMatchObject({ state: 'open' });
    const at = new Date('2026-06-15T10:00:00Z');
    await planDuplicateSearch(database.db('worker'), at);
    await planDuplicateSearch(database.db('worker'), at);
    const planned = await database.db('migrator').select().from(outbox).where(eq(outbox.ref, 'all/2026-06-15'));
    expect(planned).toMatchObject([{ kind: 'duplicates', nextAt: new Date('2026-06-15T00:00:00Z') }]);
  });
});

test('many who come at once are found by one look through everybody', async () => {
  const causeId = randomUUID();
  const looks = Array.from({ length: 60 }, () => ({ personId: randomUUID(), causeId }));
  await database.db('worker').transaction((tx) => lookForDuplicates(tx, looks));
  const planned = await database
    .db('migrator')
    .select()
    .from(outbox)
    .where(like(outbox.ref, `%${causeId}`));
  expect(planned.map(({ ref }) => ref)).toEqual([`all/${causeId}`]);
});

const newcomer = {
  ...{ firstName: 'Odile', lastName: 'Arrivante', birthDate: '1971-04-06', phone: '+32470123456' },
  ...{ email: 'odile@maquette.example', startDate: '2026-07-01', roles: ['administrator'], replaces: [] },
  address: { street: 'Rue du Croquis', number: '3', box: '', postcode: '5000', locality: 'Namur', country: 'BE' },
};

describe('« pas la même personne »', () => {
  test('works and audits: the pair leaves the list, is remembered, and can be reopened', async () => {
    const [oneId, otherId] = await pairWith(same, same);
    await lookAtAll();
    await markDifferent(office(), { oneId: otherId, otherId: oneId, reason: ' Cousines ' });
    expect(await pairRow([oneId, otherId])).toMatchObject({ state: 'different' });
    await lookAtAll();
    await lookAt(oneId);
    expect(await pairRow([oneId, otherId])).toMatchObject({ state: 'different' });
    const { settled } = await getDuplicatePair(
      database.db('backoffice'),
      staff.regionId,
      { one: oneId, other: otherId },
      '2026-06-15',
    );
    expect(settled).toMatchObject({ by: staff.label, reason: 'Cousines' });
    const audit = await database.db('migrator').execute<{ action: string }>(sql`
      select action from audit_entry where subject_id = ${oneId}::text order by id`);
    expect(audit.map(({ action }) => action)).toContain('mark-different');
    await reopenPair(office(), { oneId, otherId });
    expect(await pairRow([oneId, otherId])).toMatchObject({ state: 'open' });
  });

  test('refuses a second time, a wrong state, a pair that is none, readers and other secretariats', async () => {
    const [oneId, otherId] = await pairWith(same, same);
    await expect(markDifferent(office(), { oneId, otherId, reason: '' })).rejects.toMatchObject({ code: 'not-found' });
    await lookAtAll();
    await expect(reopenPair(office(), { oneId, otherId })).rejects.toMatchObject({ code: 'conflict' });
    await markDifferent(office(), { oneId, otherId, reason: '' });
    await expect(markDifferent(office(), { oneId, otherId, reason: '' })).rejects.toMatchObject({ code: 'conflict' });
    const reader = await build.staff({ role: 'reader' });
    await expect(reopenPair(office(reader), { oneId, otherId })).rejects.toMatchObject({ code: 'forbidden' });
    const po = await build.po();
    for (const id of [oneId, otherId]) await build.mandate(id, po.id, { from: '2020-01-01', to: null });
    const [elsewhere] = await database.db('migrator').execute<{ id: string }>(sql`
      insert into region (code, name, email) values ('ailleurs', 'Ailleurs', 'a@ailleurs.example') returning id`);
    const stranger = await build.staff({ regionId: elsewhere?.id ?? '' });
    await expect(reopenPair(office(stranger), { oneId, otherId })).rejects.toMatchObject({ code: 'not-found' });
    const { pairs } = await listDuplicatePairs(database.db('backoffice'), stranger.regionId, {
      filter: 'different',
      q: '',
    });
    expect(pairs.filter(({ one }) => one.id === oneId)).toEqual([]);
  });
});

describe('the worklist', () => {
  test('lists pairs by score, page by page, each once, and counts those that wait', async () => {
    await lookAtAll();
    const db = database.db('backoffice');
    const seen: string[] = [];
    const scores: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDuplicatePairs(db, staff.regionId, { filter: 'open', q: '', cursor });
      seen.push(...page.pairs.map(({ one, other }) => `${one.id}/${other.id}`));
      scores.push(...page.pairs.map(({ score }) => score));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(await countDuplicatePairs(db, staff.regionId)).toBe(seen.length);
    await expect(
      listDuplicatePairs(db, staff.regionId, { filter: 'open', q: '', cursor: 'abc' }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('finds a pair by words of a name', async () => {
    const [oneId, otherId] = await pairWith(
      () => ({ firstName: 'Clothilde' }),
      () => ({ firstName: 'Clothilde' }),
    );
    await lookAtAll();
    const { pairs } = await listDuplicatePairs(database.db('backoffice'), staff.regionId, {
      filter: 'probable',
      q: 'clothil',
    });
    expect(pairs).toMatchObject([{ one: { id: oneId }, other: { id: otherId } }]);
  });
});
