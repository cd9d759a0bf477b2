import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import postgres, { type Sql } from 'postgres';
import { addDays } from '../../src/domain/dates.ts';
import { type Period, parseDateRange, periodsOverlap, periodWithin, toDateRange } from '../../src/domain/periods.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

/**
 * 10,000 operations on mandates and roles over 4 connections (RELIABILITY.md §4.15). Half of them are about people whom
 * one connection has for itself: there a model says beforehand what is taken and what is refused. The other half are
 * about people whom all four write at once: there only the database can tell, and what it lets through must hold.
 */
const CONNECTIONS = 4;
const OPERATIONS = 10_000;
const ROLES = ['president', 'treasurer', 'secretary'] as const;
const FIRST_DAY = '2026-01-01';

type RoleRow = { id: string; role: string; period: Period; annulled: boolean };
type MandateRow = { id: string; personId: string; period: Period; annulled: boolean; roles: RoleRow[] };
type Operation = { statements: string[]; after: () => MandateRow[] };

let database: TestDatabase;
let poId: string;
let causeId: string;
let shared: string[];
let owned: string[][];

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  poId = (await build.po()).id;
  const people = (count: number) => Promise.all(Array.from({ length: count }, async () => (await build.person()).id));
  shared = await people(4);
  owned = await Promise.all(Array.from({ length: CONNECTIONS }, () => people(12)));
  const [row] = await database.sql('worker')<{ id: string }[]>`
    insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id`;
  causeId = row?.id ?? '';
});
afterAll(() => database.close());

test('10,000 operations on mandates over 4 connections leave no overlap and no role outside its mandate', async () => {
  const tally = { written: 0, refused: 0, collided: 0 };
  await Promise.all(
    owned.map(async (people, index) => {
      const random = seeded(index + 1);
      const sql = postgres(database.url('worker'), { max: 1 });
      const known = new Map<string, MandateRow[]>();
      try {
        for (let turn = 0; turn < OPERATIONS / CONNECTIONS; turn += 1) {
          const alone = turn % 2 === 0;
          const among = alone ? people : shared;
          const personId = among[random(among.length)] ?? '';
          const rows = alone ? (known.get(personId) ?? []) : await readMandates(sql, [personId], 'live');
          const operation = anyOperation(rows, personId, random);
          const answer = await run(sql, operation.statements);
          tally[answer] += 1;
          if (!alone) continue;
          const next = operation.after();
          expect(answer).toBe(isConsistent(next) ? 'written' : 'refused');
          if (answer === 'written') known.set(personId, next);
        }
        expect(sorted(await readMandates(sql, people))).toEqual(sorted([...known.values()].flat()));
      } finally {
        await sql.end();
      }
    }),
  );
  expect(tally.written + tally.refused + tally.collided).toBe(OPERATIONS);
  // Both happen often, or the run proves nothing.
  expect(tally.written).toBeGreaterThan(OPERATIONS / 10);
  expect(tally.refused).toBeGreaterThan(OPERATIONS / 10);
  expect(tally.collided).toBeLessThan(OPERATIONS / 20);

  const everybody = await readMandates(database.sql('worker'), [...shared, ...owned.flat()]);
  expect(everybody.length).toBeGreaterThan(100);
  expect(isConsistent(everybody)).toBe(true);
  expect(await violations(database)).toEqual({ mandates: 0, roles: 0, outside: 0 });
}, 150_000);

test('without the constraints of the database the same operations leave overlaps and roles outside', async () => {
  const naked = await createTestDatabase();
  try {
    await naked.sql('admin').unsafe(`
      alter table mandate drop constraint mandate_no_overlap;
      alter table role_assignment drop constraint role_no_overlap;
      alter table role_assignment disable trigger user;
      alter table mandate disable trigger user`);
    const build = registerBuilder(naked.db('migrator'));
    const { id: naive } = await build.po();
    const people = await Promise.all(Array.from({ length: 40 }, async () => (await build.person()).id));
    const [why] = await naked.sql('worker')<{ id: string }[]>`
      insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id`;
    const there = (statement: string) => statement.replaceAll(poId, naive).replaceAll(causeId, why?.id ?? '');
    // One connection with one seed: what is left is the same on every machine.
    const random = seeded(1);
    const sql = postgres(naked.url('worker'), { max: 1 });
    try {
      for (let turn = 0; turn < 1000; turn += 1) {
        const personId = people[random(people.length)] ?? '';
        const rows = await readMandates(sql, [personId], 'live');
        await run(sql, anyOperation(rows, personId, random).statements.map(there));
      }
    } finally {
      await sql.end();
    }
    const found = await violations(naked);
    for (const count of Object.values(found)) expect(count).toBeGreaterThan(10);
  } finally {
    await naked.close();
  }
}, 150_000);

/** What must never be, counted by the database itself. */
async function violations(where: TestDatabase): Promise<{ mandates: number; roles: number; outside: number }> {
  const [seen] = await where.sql('migrator')<{ mandates: number; roles: number; outside: number }[]>`
    select
      (select count(*)::int from mandate a join mandate b on a.id < b.id and a.person_id = b.person_id and a.po_id = b.po_id
        and a.period && b.period where a.annulled_at is null and b.annulled_at is null) as mandates,
      (select count(*)::int from role_assignment a join role_assignment b on a.id < b.id and a.mandate_id = b.mandate_id
        and a.role = b.role and a.period && b.period where a.annulled_at is null and b.annulled_at is null) as roles,
      (select count(*)::int from role_assignment r join mandate m on m.id = r.mandate_id
        where r.annulled_at is null and (m.annulled_at is not null or not r.period <@ m.period)) as outside`;
  if (!seen) throw new Error('The database returned no row.');
  return { ...seen };
}

/** One transaction: the answer of the database, told apart by SQLSTATE. Anything else is a mistake of the test. */
async function run(sql: Sql, statements: string[]): Promise<'written' | 'refused' | 'collided'> {
  try {
    // One message, one transaction; the deferred checks run at its end.
    await sql.unsafe(statements.join(';'));
    return 'written';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === '23P01' || code === '23514') return 'refused';
    if (code === '40P01' || code === '40001') return 'collided';
    throw error;
  }
}

async function readMandates(sql: Sql, personIds: string[], which: 'live' | 'all' = 'all'): Promise<MandateRow[]> {
  const rows = await sql<
    {
      id: string;
      personId: string;
      period: string;
      annulled: boolean;
      roles: (Omit<RoleRow, 'period'> & { period: string })[];
    }[]
  >`
    select m.id, m.person_id as "personId", m.period::text, m.annulled_at is not null as annulled, (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'period', r.period::text, 'annulled', r.annulled_at is not null)), '[]')
      from role_assignment r where r.mandate_id = m.id) as roles
    from mandate m where m.person_id = any(${personIds}::uuid[]) and (${which} = 'all' or m.annulled_at is null)`;
  return rows.map((row) => ({
    ...row,
    period: parseDateRange(row.period),
    roles: row.roles.map((held) => ({ ...held, period: parseDateRange(held.period) })),
  }));
}

type Random = (below: number) => number;

/** Any of the writes that effects make, sensible or not, on few people and few days. */
function anyOperation(rows: MandateRow[], personId: string, random: Random): Operation {
  const next = structuredClone(rows);
  const after = () => next;
  const live = next.filter(({ annulled }) => !annulled);
  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
  const mandate = pick(live);
  const held = pick(mandate?.roles.filter(({ annulled }) => !annulled) ?? []);
  const period = anyPeriod(random);
  const kind = random(8);
  if (!mandate || kind === 0) {
    const opened = { id: randomUUID(), personId, period, annulled: false, roles: [] };
    next.push(opened);
    return { after, statements: [insertMandate(opened)] };
  }
  if (kind <= 2 || !held) {
    const role = {
      id: randomUUID(),
      role: pick(ROLES) ?? 'president',
      period: random(3) > 0 ? mandate.period : period,
      annulled: false,
    };
    mandate.roles.push(role);
    return { after, statements: [insertRole(mandate.id, role)] };
  }
  if (kind === 3) {
    mandate.period = period;
    return { after, statements: [setPeriod('mandate', mandate.id, period)] };
  }
  if (kind === 4) {
    held.period = period;
    return { after, statements: [setPeriod('role_assignment', held.id, period)] };
  }
  if (kind === 5) {
    held.annulled = true;
    return { after, statements: [setAnnulled('role_assignment', held.id)] };
  }
  if (kind === 6) {
    mandate.annulled = true;
    const given = mandate.roles.filter(({ annulled }) => !annulled && random(4) > 0);
    for (const role of given) role.annulled = true;
    return {
      after,
      statements: [setAnnulled('mandate', mandate.id), ...given.map(({ id }) => setAnnulled('role_assignment', id))],
    };
  }
  // A mandate and its role move together, the mandate first: in between, the role lies outside.
  mandate.period = period;
  held.period = period;
  return {
    after,
    statements: [setPeriod('mandate', mandate.id, period), setPeriod('role_assignment', held.id, period)],
  };
}

function anyPeriod(random: Random): Period {
  const from = addDays(FIRST_DAY, random(150));
  return { from, to: random(12) === 0 ? null : addDays(from, random(20)) };
}

const insertMandate = ({ id, personId, period }: MandateRow) =>
  `insert into mandate (id, person_id, po_id, period, opened_by) values ('${id}', '${personId}', '${poId}', '${toDateRange(period)}', '${causeId}')`;
const insertRole = (mandateId: string, { id, role, period }: RoleRow) =>
  `insert into role_assignment (id, mandate_id, role, period, assigned_by) values ('${id}', '${mandateId}', '${role}', '${toDateRange(period)}', '${causeId}')`;
const setPeriod = (table: 'mandate' | 'role_assignment', id: string, period: Period) =>
  `update ${table} set period = '${toDateRange(period)}' where id = '${id}'`;
const setAnnulled = (table: 'mandate' | 'role_assignment', id: string) =>
  `update ${table} set annulled_at = now(), annulled_by = '${causeId}' where id = '${id}'`;

/** The rules, as the model knows them. */
function isConsistent(rows: MandateRow[]): boolean {
  const live = rows.filter(({ annulled }) => !annulled);
  return (
    rows.every((row) =>
      row.roles.every((held) => held.annulled || (!row.annulled && periodWithin(held.period, row.period))),
    ) &&
    live.every((row) =>
      apart(
        row.roles.filter(({ annulled }) => !annulled),
        ({ role }) => role,
      ),
    ) &&
    apart(live, ({ personId }) => personId)
  );
}

/** Whether no two with the same key overlap. */
function apart<T extends { period: Period }>(rows: T[], key: (row: T) => string): boolean {
  return rows.every((row, index) =>
    rows.slice(index + 1).every((other) => key(row) !== key(other) || !periodsOverlap(row.period, other.period)),
  );
}

function sorted(rows: MandateRow[]): MandateRow[] {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return rows.map((row) => ({ ...row, roles: [...row.roles].sort(byId) })).sort(byId);
}

/** A small generator with a seed (mulberry32), so that a failure comes again. */
function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
