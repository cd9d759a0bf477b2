import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import type { UndeliveredQuery } from '../../src/contracts/undelivered.ts';
import { UNDELIVERED } from '../../src/domain/undelivered.ts';
import type { DashboardView } from '../../src/contracts/dashboard.ts';
import { listUndelivered } from '../../src/reads/dashboard/list-undelivered.ts';
import { getDashboard } from '../../src/reads/dashboard/get-dashboard.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

/** A Wednesday. */
const NOW = new Date('2026-06-17T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, () => NOW);
  poId = (await build.po()).id;
});
afterAll(() => database.close());

type Lived = { came: string; over?: string; state?: string; waits?: [string, string | null][]; type?: string };

let born = 1900;

async function lived({ came, over, state = 'submitted', waits = [], type = 'new-member' }: Lived): Promise<void> {
  born += 1;
  const payload =
    type === 'removal'
      ? { firstName: 'Nemo', lastName: 'Inconnu', email: null, birthDate: null, endDate: '2026-08-31', reason: 'other' }
      : {
          ...{
            firstName: 'Jeanne',
            lastName: 'Lambert',
            birthDate: `${born}-05-04`,
            email: null,
            phone: '+32470123456',
          },
          address: { street: 'Rue', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
          ...{ startDate: '2026-09-01', roles: ['administrator'], replaces: [] },
        };
  const id = await rig.submit(type, payload, poId);
  const sql = database.sql('migrator');
  for (const [asked, closed] of waits) {
    await sql`insert into correction (id, request_id, questions, state, payload_version, asked_by, asked_at, closed_at)
      values (${randomUUID()}, ${id}, '[{"field":null,"message":"?"}]', ${closed ? 'cancelled' : 'open'}, 1, ${staff.id}, ${asked}, ${closed})`;
  }
  await sql`update change_request set created_at = ${came}, state = ${state}, settled_at = ${over ?? null} where id = ${id}`;
}

const read = (regionId = staff.regionId, weeks = 12): Promise<DashboardView> =>
  getDashboard(database.db('backoffice'), regionId, { now: NOW, weeks });

describe('the dashboard', () => {
  beforeAll(async () => {
    // Monday 8 to Friday 12 June; Thursday 4 June is no holiday, Monday 25 May (Whit) is one.
    await lived({ came: '2026-06-08T08:00:00Z', over: '2026-06-10T08:00:00Z', state: 'applied' });
    await lived({ came: '2026-06-08T08:00:00Z', over: '2026-06-08T18:00:00Z', state: 'applied' });
    // Five days, of which its author had three.
    await lived({
      ...{ came: '2026-06-05T08:00:00Z', over: '2026-06-12T08:00:00Z', state: 'rejected' },
      waits: [['2026-06-08T08:00:00Z', '2026-06-11T08:00:00Z']],
    });
    // Decided by nobody: no delay of ours.
    await lived({ came: '2026-06-01T08:00:00Z', over: '2026-06-12T08:00:00Z', state: 'withdrawn' });
    // Sunday night in Greenwich is Monday in Brussels; over Whit Monday.
    await lived({ came: '2026-05-22T08:00:00Z', over: '2026-05-26T08:00:00Z', state: 'applied', type: 'removal' });
    await lived({ came: '2026-06-14T22:30:00Z' });
    // Longer ago than one looks.
    await lived({ came: '2026-01-05T08:00:00Z', over: '2026-01-30T08:00:00Z', state: 'applied' });
  });

  test('counts what came by week of Brussels and by kind', async () => {
    const { weeks, types } = await read();
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)).toMatchObject({ from: '2026-06-15', to: '2026-06-21', received: { 'new-member': 1 } });
    expect(weeks.at(-2)).toMatchObject({ from: '2026-06-08', received: { 'new-member': 2 } });
    expect(weeks.at(-3)?.received).toEqual({ 'new-member': 2 });
    expect(weeks.at(-5)?.received).toEqual({ removal: 1 });
    expect(types.map(({ type }) => type)).toEqual(['new-member', 'removal', 'member-change', 'po-change']);
  });

  test('measures in working days, the clock standing still while the author has to answer', async () => {
    const { weeks, delays } = await read();
    // 0, 2, and 5 less 3.
    expect(weeks.at(-2)?.delay).toEqual({ requests: 3, median: 2, p90: 2 });
    expect(weeks.at(-4)?.delay).toEqual({ requests: 1, median: 1, p90: 1 });
    expect(weeks.at(-1)?.delay).toEqual({ requests: 0, median: null, p90: null });
    expect(delays.all).toEqual({ requests: 4, median: 1, p90: 2 });
    expect(delays.byType['new-member']).toEqual({ requests: 3, median: 2, p90: 2 });
    expect(delays.byType['po-change']).toEqual({ requests: 0, median: null, p90: null });
    // Looked at over more weeks, the one of January counts too.
    expect((await read(staff.regionId, 26)).delays.all).toEqual({ requests: 5, median: 2, p90: 19 });
  });

  test('counts in how many POs each role is held', async () => {
    const period = { from: '2024-01-01', to: null };
    await build.mandate((await build.person()).id, poId, period, [
      'president',
      { role: 'secretary', period: { from: '2024-01-01', to: '2026-06-16' } },
    ]);
    const { coverage } = await read();
    expect(coverage.pos).toBe(1);
    const held = Object.fromEntries(coverage.roles.map((row) => [row.role, row.held]));
    expect(held).toMatchObject({ president: 1, secretary: 0, treasurer: 0 });
  });

  test('counts mails that did not arrive', async () => {
    const [request] = await database.sql('migrator')`select submission_id from change_request limit 1`;
    for (const [state, code] of [
      ['failed', 'EENVELOPE'],
      ['failed', 'suppressed'],
      ['unknown', null],
      ['sent', null],
    ]) {
      await database.sql('migrator')`
        insert into mail (kind, cause_key, to_address, message_id, state, error_code, submission_id, created_at)
        values ('acknowledgement', ${randomUUID()}, 'a@b.example', ${randomUUID()}, ${state as string}, ${code as string | null},
          ${request?.submission_id}, '2026-06-09T10:00:00Z')`;
    }
    const { weeks } = await read();
    expect(weeks.at(-2)?.undelivered).toEqual({ refused: 1, returned: 0, blocked: 1, unknown: 1 });
  });

  test('lists the mails behind each of these numbers, and loses and repeats none over its pages', async () => {
    const person = await build.person({ lastName: 'Muette', email: 'muette@b.example' });
    await build.mandate(person.id, poId, { from: '2024-01-01', to: null });
    const sql = database.sql('migrator');
    for (let n = 0; n < 52; n += 1) {
      const [mail] = await sql`
        insert into mail (kind, cause_key, to_address, to_name, message_id, state, person_id, created_at)
        values ('activation', ${randomUUID()}, 'muette@b.example', 'Paul Muette', ${randomUUID()}, 'failed', ${person.id}, '2026-06-15T10:00:00Z') returning id`;
      if (n === 0)
        await sql`insert into staff_task (kind, ref, reason, detail) values ('mail-failed', ${mail?.id}, 'Refusé.', '{"words": "550 5.1.1"}')`;
    }
    const { weeks } = await read();
    const list = (query: UndeliveredQuery) => listUndelivered(database.db('backoffice'), staff.regionId, query);
    for (const { from, to, undelivered } of weeks)
      for (const how of UNDELIVERED) expect((await list({ from, to, how })).total).toBe(undelivered[how]);
    const week = { from: '2026-06-15', to: '2026-06-21' };
    const first = await list(week);
    const second = await list({ ...week, cursor: first.nextCursor ?? '' });
    expect([first.total, first.rows.length, second.rows.length, second.nextCursor]).toEqual([52, 50, 2, null]);
    const rows = [...first.rows, ...second.rows];
    expect(new Set(rows.map(({ id }) => id)).size).toBe(52);
    expect(rows.find(({ waits }) => waits)).toMatchObject({
      ...{ how: 'refused', kind: 'Mail d’activation', name: 'Paul Muette', to: 'muette@b.example' },
      ...{ personId: person.id, requestId: null, words: '550 5.1.1' },
    });
    expect((await list({ from: '2026-06-08', to: '2026-06-14' })).rows[0]).toMatchObject({
      personId: null,
      requestId: expect.any(String),
    });
    expect(await listUndelivered(database.db('backoffice'), randomUUID(), {})).toMatchObject({ rows: [], total: 0 });
    await expect(list({ cursor: 'autre' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('says nothing of another secretariat', async () => {
    const { weeks, delays, coverage, accounts } = await read('00000000-0000-4000-8000-000000000000');
    expect(weeks.every(({ received, undelivered }) => Object.keys(received).length + undelivered.refused === 0)).toBe(
      true,
    );
    expect([delays.all.requests, coverage.pos, ...Object.values(accounts)].every((figure) => figure === 0)).toBe(true);
  });
});
