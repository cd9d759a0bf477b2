import { verifyAudit } from '@guichet/shared/commands/verify-audit';
import { parsePhone } from '@guichet/shared/domain/phone';
import { parseReference } from '@guichet/shared/domain/reference';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { DEFAULT_AGE_ALERTS } from '@guichet/shared/domain/request-age';
import { emailProblem } from '@guichet/shared/domain/email';
import { countRequests } from '@guichet/shared/reads/count-requests';
import { getRequestView } from '@guichet/shared/reads/get-request-view';
import { listRequests } from '@guichet/shared/reads/list-requests';
import { planRequest } from '@guichet/shared/reads/plan-request';
import { readPayload } from '@guichet/shared/request-types/read-payload';
import { requestType } from '@guichet/shared/request-types/registry';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readLoadSize } from '../../src/load/load-size.ts';
import { seedLoad } from '../../src/load/seed-load.ts';

const OPERATOR = { kind: 'operator', id: null, label: 'Opérateur' } as const;
const SIZE = { requests: 1_000, open: 150, people: 400, pos: 40, seed: 7 };
const SETTINGS = { singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES };

let database: TestDatabase;

const load = (into: TestDatabase, options: { size?: typeof SIZE; besideOtherData?: boolean } = {}) =>
  seedLoad(testContext(into.db('migrator'), OPERATOR), {
    size: options.size ?? SIZE,
    tokenKeys: TEST_TOKEN_KEYS,
    besideOtherData: options.besideOtherData ?? false,
  });
const rows = async (query: string, from = database) => [...(await from.sql('admin').unsafe(query))];

let indexesBefore: unknown[];
const INDEXES = "select indexdef from pg_indexes where schemaname = 'public' order by 1";

beforeAll(async () => {
  database = await createTestDatabase();
  indexesBefore = await rows(INDEXES);
  expect((await load(database)).approved).toBeGreaterThan(0);
});
afterAll(() => database.close());

describe('the load', () => {
  test('has the numbers that were asked, and makes every index again', async () => {
    const [counts] = await rows(`
      select (select count(*)::int from po) as pos, (select count(*)::int from person) as people,
        (select count(*)::int from change_request) as requests, (select count(*)::int from request_search) as found,
        (select count(*)::int from change_request where state in ('submitted', 'correction_requested', 'approved', 'failed')) as open`);
    expect(counts).toEqual({ pos: 40, people: 400, requests: 1_000, found: 1_000, open: 150 });
    expect(await rows(INDEXES)).toEqual(indexesBefore);
  });

  test('has requests of every type in every state but "merged", alone and several in an envoi, over years', async () => {
    const spread = await rows('select type, count(*)::int as count from change_request group by 1 order by 1');
    expect(spread.map(({ type }) => type)).toEqual(['member-change', 'new-member', 'po-change', 'removal']);
    const states = await rows('select distinct state from change_request order by 1');
    expect(states.map(({ state }) => state)).toEqual([
      'applied',
      'approved',
      'correction_requested',
      'failed',
      'lapsed',
      'rejected',
      'submitted',
      'withdrawn',
    ]);
    const [ages] = await rows(`
      select max(now() - created_at) > interval '5 years' as old, max(created_at) <= now() as past, max(position)::int as most,
        bool_and(settled_at is null or settled_at > created_at) as ordered from change_request`);
    expect(ages).toEqual({ old: true, past: true, most: 3, ordered: true });
  });

  test('has on what is over the days on which its author had it, as the step that ends it keeps them', async () => {
    const days = `select jsonb_agg(jsonb_build_array((k.asked_at at time zone 'Europe/Brussels')::date,
      (coalesce(k.closed_at, c.settled_at) at time zone 'Europe/Brussels')::date)) from correction k where k.request_id = c.id`;
    const [told] = await rows(`
      select count(waits)::int > 20 as some, bool_and(waits is not distinct from (${days})) as all
      from change_request c where state in ('applied', 'rejected')`);
    expect(told).toEqual({ some: true, all: true });
  });

  test('has payloads of the present shape, about whom the queue says', async () => {
    const stored = await rows(`
      select c.type, c.subject, y.schema_version, y.payload from change_request c join request_payload y on y.request_id = c.id`);
    expect(stored.length).toBeGreaterThan(1_000);
    for (const { type, subject, schema_version, payload } of stored) {
      const read = readPayload(type, schema_version, payload);
      if (read.kind !== 'payload') throw new Error('A payload of the load is erased.');
      expect(requestType(type).subject(read.payload)).toBe(subject);
      expect(requestType(type).version).toBe(schema_version);
    }
  });

  test('is invented: numbers beyond those of the register, telephones that exist, addresses that no mail reaches', async () => {
    const [lowest] = await rows('select least((select min(fase) from po), (select min(fase) from school)) as fase');
    expect(lowest?.fase).toBeGreaterThanOrEqual(900_000);
    const emails = await rows(`
      select email from person where email is not null union select submitter_email from submission
      union select email from staff_user union select contact_email from po union select payload ->> 'email' from request_payload
      where payload ->> 'email' is not null`);
    for (const { email } of emails) {
      expect(email).toMatch(/\.example$/);
      expect(emailProblem(email)).toBeNull();
    }
    const phones = await rows('select phone from person union select contact_phone from po');
    expect(phones.filter(({ phone }) => !parsePhone(phone).ok)).toEqual([]);
    const references = await rows('select reference from submission');
    expect(references.filter(({ reference }) => parseReference(reference) === null)).toEqual([]);
  });

  test('has open requests whose plans compute, with findings of all sorts that the queue shows already', async () => {
    const open = await rows(`
      select id, findings from change_request where state in ('submitted', 'failed', 'correction_requested') order by id`);
    const today = todayInBrussels(new Date());
    const seen = new Set<string>();
    for (const { id } of open) {
      const planned = await planRequest(database.db('backoffice'), id, { ...SETTINGS, today });
      for (const { code } of planned?.plan.findings ?? []) seen.add(code.split(':')[0] ?? '');
    }
    for (const code of [
      'submitter-unknown',
      'submitter-unconfirmed',
      'member-not-found',
      'second-holder',
      'already-ended',
    ]) {
      expect([...seen]).toContain(code);
    }
    const [badges] = await rows(`
      select count(*) filter (where findings @> '[{"severity":"blocking"}]')::int as blocking,
        count(*) filter (where findings = '[]')::int as none from change_request where state = 'submitted'`);
    expect(badges?.blocking).toBeGreaterThan(5);
    expect(badges?.none).toBeGreaterThan(5);
  });

  test('has requests that the back office shows, whatever their state', async () => {
    const staff = await registerBuilder(database.db('migrator')).staff();
    const some = await rows('select distinct on (type, state) id, state from change_request order by type, state, id');
    for (const { id, state } of some) {
      const view = await getRequestView(database.db('backoffice'), staff, id, {
        ...SETTINGS,
        now: new Date(),
        undoDelaySeconds: 10,
        fourEyes: false,
        ageAlerts: DEFAULT_AGE_ALERTS,
      });
      expect(view.standing.state).toBe(state);
      expect(view.history.at(-1)?.label).not.toBe('');
      if (state === 'applied' && view.decision?.kind === 'approve') expect(view.effects.length).toBeGreaterThan(0);
    }
  });

  test('has a history that leads to the state of each request', async () => {
    const wrong = await rows(`
      select c.id, c.state, e.to_state from change_request c cross join lateral (
        select to_state from request_event e where e.request_id = c.id order by e.id desc limit 1) e where e.to_state <> c.state`);
    expect(wrong).toEqual([]);
    const [origins] = await rows(`
      select count(*)::int as undecided from cause c where kind = 'request'
        and not exists (select from decision d where d.id = c.decision_id and d.request_id = c.request_id and d.outcome = 'applied')`);
    expect(origins).toEqual({ undecided: 0 });
  });

  test('has something in every group of the queue', async () => {
    const staff = await registerBuilder(database.db('migrator')).staff();
    const counts = await countRequests(database.db('backoffice'), {
      staffId: staff.id,
      regionId: staff.regionId,
      now: new Date(),
    });
    const { mine, ...others } = counts;
    expect(mine).toBe(0);
    expect(Object.entries(others).filter(([, count]) => count === 0)).toEqual([]);
    expect(await rows('select count(*)::int as count from change_request where assigned_to is not null')).not.toEqual([
      { count: 0 },
    ]);
  });

  test('has accounts on every step to the extranet but one to be mailed, and files that were read', async () => {
    const steps = await rows(`
      select distinct case when link_ends <= now() then 'expired' else state end as state from member_standing
      where until > current_date order by 1`);
    const names = ['activated', 'bounced', 'expired', 'none', 'opened', 'sent', 'waiting-address'];
    expect(steps.map(({ state }) => state)).toEqual(expect.arrayContaining(names));
    expect(steps.map(({ state }) => state)).not.toContain('to-send');
    const read = await rows('select screen from person_reading group by 1 order by 1');
    expect(read).toEqual([{ screen: 'person' }, { screen: 'po' }]);
  });

  test('has a sealed journal of every decision, whose chain holds', async () => {
    const [seen] = await rows(`
      select (select count(*)::int from decision where kind <> 'approve' or outcome is not null) as decisions,
        (select count(*)::int from audit_seal) as sealed`);
    expect(seen?.sealed).toBe(seen?.decisions);
    expect(await verifyAudit(database.db('migrator'))).toMatchObject({ intact: true, sealed: seen?.sealed });
  });

  test('is found by the search', async () => {
    const staff = await registerBuilder(database.db('migrator')).staff();
    const [one] = await rows(
      "select c.id, s.reference from change_request c join submission s on s.id = c.submission_id where c.state = 'applied' limit 1",
    );
    const reader = { staffId: staff.id, regionId: staff.regionId, now: new Date(), ageAlerts: DEFAULT_AGE_ALERTS };
    const list = await listRequests(database.db('backoffice'), reader, { group: 'all', q: one?.reference });
    expect(list.rows.map(({ id }) => id)).toContain(one?.id);
  });

  test('is the same with the same seed', async () => {
    const other = await createTestDatabase();
    try {
      await load(other);
      const query = 'select id, type, subject, position from change_request order by id';
      expect(await rows(query, other)).toEqual(await rows(query));
    } finally {
      await other.close();
    }
  });

  test('refuses a database that holds something, unless told, and the same seed twice', async () => {
    await expect(load(database, { size: { ...SIZE, seed: 8 } })).rejects.toThrow('--beside-other-data');
    await expect(load(database, { besideOtherData: true })).rejects.toThrow('seed 7 is there already');
    const [counts] = await rows('select count(*)::int as requests from change_request');
    expect(counts).toEqual({ requests: 1_000 });
  });
});

describe('the size of a load', () => {
  const typed = { requests: '1 000', open: '10', people: '50', pos: '5', seed: '1' };

  test('is read as people write numbers', () => {
    expect(readLoadSize(typed)).toEqual({ requests: 1_000, open: 10, people: 50, pos: 5, seed: 1 });
  });

  test.each([
    [{ ...typed, requests: 'many' }, '--requests'],
    [{ ...typed, pos: '0' }, '--pos'],
    [{ ...typed, pos: '50000' }, '--pos'],
    [{ ...typed, people: '4' }, '--people'],
    [{ ...typed, open: '1001' }, '--open'],
  ])('is refused with its reason: %j', (wrong, reason) => {
    expect(() => readLoadSize(wrong)).toThrow(reason);
  });
});
