import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import type { PeopleListQuery } from '../../src/contracts/people-list.ts';
import { MAIL_STATES } from '../../src/db/tables/mail.ts';
import { ACCOUNT_STATES, type AccountState } from '../../src/db/tables/member-account.ts';
import {
  ACCOUNT_STEP_NAMES,
  ACCOUNT_STEPS,
  accountStanding,
  STANDING_STATES,
} from '../../src/domain/account-standing.ts';
import { listPeople } from '../../src/reads/list-people.ts';
import { loadAccountFacts } from '../../src/reads/load-account-facts.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

const NOW = new Date('2026-06-17T10:00:00Z');
const OPEN = { from: '2024-01-01', to: null };

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  poId = (await build.po({ name: 'Collège de la Maquette' })).id;
});
afterAll(() => database.close());

const list = (query: PeopleListQuery = {}, regionId = staff.regionId) =>
  listPeople(database.db('backoffice'), { regionId, now: NOW }, query);

async function all(query: PeopleListQuery = {}) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...query, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rows;
}

const LINKS = ['none', 'good', 'opened', 'used', 'voided', 'expired'] as const;
type Case = { account: AccountState | null; mail: string | null; link: (typeof LINKS)[number]; blocked: boolean };

const CASES: Case[] = [
  { account: null, mail: null, link: 'none', blocked: false },
  ...ACCOUNT_STATES.flatMap((account) =>
    [null, ...MAIL_STATES].flatMap((mail) =>
      LINKS.flatMap((link) => [true, false].map((blocked) => ({ account, mail, link, blocked }))),
    ),
  ),
];

let number = 0;
let home = '';

async function member({ account, mail, link, blocked }: Case): Promise<string> {
  number += 1;
  const email = `membre${number}@maquette.example`;
  const person = await build.person({ lastName: `Nom${String(number).padStart(4, '0')}`, email });
  // As many to a PO as there are.
  if (number % 20 === 1) home = (await build.po()).id;
  await build.mandate(person.id, home, OPEN);
  if (account === null) return person.id;
  const made = await build.account(person.id, account === 'waiting' ? '' : email, {
    ...{ state: account, email: account === 'waiting' ? null : email },
    ...(account === 'active' ? { activatedAt: NOW } : {}),
    ...(account === 'closed' ? { closedAt: NOW } : {}),
  });
  const sql = database.sql('migrator');
  if (mail !== null)
    await sql`insert into mail (kind, cause_key, to_address, message_id, state, account_id, created_at)
      values ('activation', ${randomUUID()}, ${email}, ${randomUUID()}, ${mail}, ${made.id}, '2026-06-01T10:00:00Z')`;
  const moment = NOW.toISOString();
  if (link !== 'none')
    await sql`insert into token (purpose, account_id, secret_sha256, expires_at, opened_at, used_at, voided_at, created_at)
      values ('activation', ${made.id}, ${Buffer.from(randomUUID())},
        ${link === 'expired' ? '2026-06-16T10:00:00Z' : '2026-06-30T10:00:00Z'}, ${link === 'opened' ? moment : null},
        ${link === 'used' ? moment : null}, ${link === 'voided' ? moment : null}, '2026-06-01T10:00:00Z')`;
  if (blocked) await sql`insert into mail_suppression (address_key, reason) values (${email}, '5.1.1')`;
  return person.id;
}

describe('the list of people', () => {
  beforeAll(async () => {
    for (const one of CASES) await member(one);
  });

  test('says of everybody what the page of the person says', async () => {
    const rows = await all();
    expect(rows).toHaveLength(CASES.length);
    for (const { id, standing } of rows) {
      const found = await loadAccountFacts(database.db('backoffice'), id, NOW);
      if (!found) throw new Error(`no ${id}`);
      expect({ id, standing }).toEqual({ id, standing: accountStanding(found.facts, NOW).state });
    }
    expect(new Set(rows.map(({ standing }) => standing))).toEqual(new Set(STANDING_STATES));
  });

  test('narrowed to each standing it loses and repeats nobody, and counts them', async () => {
    const seen: string[] = [];
    for (const standing of STANDING_STATES) {
      const rows = await all({ standing });
      expect((await list({ standing })).total).toBe(rows.length);
      seen.push(...rows.map(({ id }) => id));
    }
    expect(seen).toHaveLength(CASES.length);
    expect(new Set(seen).size).toBe(CASES.length);
  });

  test('narrowed to a step it tells all who came at least so far', async () => {
    const everybody = await all();
    for (const step of ACCOUNT_STEP_NAMES) {
      const reached = everybody.filter(({ standing }) =>
        (ACCOUNT_STEPS[step].reached as readonly string[]).includes(standing),
      );
      const rows = await all({ step });
      expect(rows.map(({ id }) => id)).toEqual(reached.map(({ id }) => id));
      expect((await list({ step })).total).toBe(rows.length);
    }
  });

  test('goes by name, and tells mandates of today and to come with the roles of today', async () => {
    const person = await build.person({ firstName: 'Aline', lastName: 'Aaa', phone: '+3281223344' });
    await build.mandate(person.id, poId, { from: '2020-01-01', to: '2021-01-01' }, ['treasurer']);
    await build.mandate(person.id, poId, { from: '2026-01-01', to: null }, [
      'secretary',
      { role: 'president', period: { from: '2026-07-01', to: null } },
    ]);
    const { rows } = await list();
    expect(rows[0]).toMatchObject({ name: 'Aline Aaa', phone: '081 22 33 44' });
    expect(rows[0]?.mandates).toEqual([
      { poId, poName: 'Collège de la Maquette', roles: [expect.stringMatching(/^Secr/)] },
    ]);
    expect((await list({ role: 'secretary' })).rows.map(({ id }) => id)).toEqual([person.id]);
    expect(await list({ role: 'treasurer' })).toEqual({ rows: [], total: 0, nextCursor: null });
  });

  test('narrowed to a role it tells its holders of today by name, once each, page by page, and counts them', async () => {
    const second = (await build.po()).id;
    const held: string[] = [];
    for (let n = 100; n < 153; n += 1) {
      const person = await build.person({ firstName: 'Zoé', lastName: `Zèle ${n}` });
      if (n > 100) held.push(person.id);
      await build.mandate(person.id, poId, OPEN, [
        n === 100 ? { role: 'pdp-referent', period: { from: '2024-01-01', to: '2026-06-16' } } : 'pdp-referent',
      ]);
      if (n === 110) await build.mandate(person.id, second, OPEN, ['pdp-referent']);
    }
    const first = await list({ role: 'pdp-referent' });
    expect([first.rows.length, first.total]).toEqual([50, 52]);
    expect((await all({ role: 'pdp-referent' })).map(({ id }) => id)).toEqual(held);
    expect((await list({ role: 'pdp-referent', cursor: first.nextCursor ?? '' })).total).toBe(52);
    await build.account(held[7] ?? '', 'zele@a.example', { state: 'active' });
    const activated = await list({ role: 'pdp-referent', standing: 'activated' });
    expect([activated.rows.map(({ id }) => id), activated.total]).toEqual([[held[7]], 1]);
    expect((await list({ role: 'pdp-referent' }, randomUUID())).total).toBe(0);
  });

  test('leaves out who left, who was annulled, and who is of another secretariat', async () => {
    const [gone, annulled] = [await build.person(), await build.person()];
    await build.mandate(gone.id, poId, { from: '2020-01-01', to: '2026-06-16' });
    const mandate = await build.mandate(annulled.id, poId, OPEN);
    await database.sql(
      'migrator',
    )`update mandate set annulled_at = now(), annulled_by = opened_by where id = ${mandate.id}`;
    const ids = (await all()).map(({ id }) => id);
    expect(ids).not.toContain(gone.id);
    expect(ids).not.toContain(annulled.id);
    expect(await list({}, '00000000-0000-4000-8000-000000000000')).toEqual({ rows: [], total: 0, nextCursor: null });
    await expect(list({ cursor: 'x' })).rejects.toThrow('cursor');
  });
});

describe('the standing that is kept', () => {
  const standingOf = async (id: string) => (await all()).filter((row) => row.id === id).map(({ standing }) => standing);
  const sql = () => database.sql('migrator');

  test('follows whatever it is made of, change by change', async () => {
    const id = await member({ account: 'invited', mail: 'pending', link: 'good', blocked: false });
    const [account] = await sql()`select id, email from member_account where person_id = ${id}`;
    const change = async (statement: Promise<unknown>) => {
      await statement;
      const found = await loadAccountFacts(database.db('backoffice'), id, NOW);
      if (!found) throw new Error(`no ${id}`);
      expect(await standingOf(id)).toEqual([accountStanding(found.facts, NOW).state]);
      return accountStanding(found.facts, NOW).state;
    };
    const links = (set: ReturnType<ReturnType<typeof sql>>) =>
      sql()`update token set ${set} where account_id = ${account?.id}`;
    const mails = (state: string) => sql()`update mail set state = ${state} where account_id = ${account?.id}`;
    const seen = [
      await change(mails('sending')),
      await change(mails('sent')),
      await change(links(sql()`opened_at = now()`)),
      await change(links(sql()`expires_at = '2026-06-01'`)),
      await change(links(sql()`expires_at = '2026-07-01', voided_at = now()`)),
      await change(links(sql()`voided_at = null, opened_at = null`)),
      await change(sql()`insert into mail_suppression (address_key, reason) values (${account?.email}, '5.1.1')`),
      await change(sql()`delete from mail_suppression where address_key = ${account?.email}`),
      await change(mails('failed')),
      await change(sql()`update member_account set state = 'active', activated_at = now() where id = ${account?.id}`),
      await change(sql()`update member_account set state = 'closed', closed_at = now() where id = ${account?.id}`),
    ];
    expect(seen).toEqual([
      ...[
        'to-send',
        'sent',
        'opened',
        'expired',
        'expired',
        'sent',
        'bounced',
        'sent',
        'bounced',
        'activated',
        'closed',
      ],
    ]);
  });

  test('goes with a mandate that another person or no secretariat has any more, and with a name', async () => {
    const [one, other] = [await build.person({ lastName: 'Avant' }), await build.person({ lastName: 'Autre' })];
    const mandate = await build.mandate(one.id, poId, OPEN);
    expect(await standingOf(one.id)).toEqual(['none']);
    await sql()`update person set last_name = 'Aab' where id = ${one.id}`;
    expect((await all()).findIndex(({ id }) => id === one.id)).toBeLessThan(3);
    await sql()`update mandate set person_id = ${other.id} where id = ${mandate.id}`;
    expect([await standingOf(one.id), await standingOf(other.id)]).toEqual([[], ['none']]);
    await sql()`update mandate set period = daterange('2024-01-01', '2026-06-17') where id = ${mandate.id}`;
    expect(await standingOf(other.id)).toEqual([]);
    const [left] = await database.sql('admin')`select count(*)::int as rows from person_touched`;
    expect(left).toEqual({ rows: 0 });
  });
});
