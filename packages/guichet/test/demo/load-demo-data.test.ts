import { verifyPassword } from '@guichet/shared/auth/password';
import { passwordProblem } from '@guichet/shared/domain/password-problem';
import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import type { StaffActor } from '@guichet/shared/commands/context';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { AUDIT_FIELDS } from '@guichet/shared/domain/audit-fields';
import { parsePhone } from '@guichet/shared/domain/phone';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { REQUEST_STATES } from '@guichet/shared/domain/transitions';
import { QUEUE_GROUPS } from '@guichet/shared/contracts/request-list';
import { countRequests } from '@guichet/shared/reads/count-requests';
import { getCoverage } from '@guichet/shared/reads/coverage/get-coverage';
import { listJournal } from '@guichet/shared/reads/journal/list-journal';
import { listStaffTasks } from '@guichet/shared/reads/list-staff-tasks';
import { checkMailing } from '@guichet/shared/reads/mailings/check-mailing';
import { readMailingProgress } from '@guichet/shared/reads/mailings/read-mailing-progress';
import { planRequest } from '@guichet/shared/reads/plan-request';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { MAILING_LIMITS } from '@guichet/shared/testing/mailing-builder';
import { TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { demoMembers } from '../../src/demo/demo-members.ts';
import { demoSignIns, loadDemoData } from '../../src/demo/load-demo-data.ts';
import { demoAccountId } from '../../src/demo/write-demo-members.ts';

const OPERATOR = { kind: 'operator', id: null, label: 'Opérateur' } as const;

let database: TestDatabase;
/** The database writes the moment of the load itself, so the clock is the true one. */
const loadedAt = new Date();
const today = todayInBrussels(loadedAt);

const load = () =>
  loadDemoData(
    testContext(database.db('migrator'), OPERATOR, () => loadedAt),
    { tokenKeys: TEST_TOKEN_KEYS },
  );
const rows = async (query: string) => [...(await database.sql('admin').unsafe(query))];

async function secretary(): Promise<StaffActor> {
  const [row] = await database.db('migrator').select().from(staffUser).where(eq(staffUser.role, 'secretariat'));
  if (!row) throw new Error('the demonstration has no secretary');
  const { id, name: label, role, regionId, personId } = row;
  return { kind: 'staff', id, label, role, regionId, personId };
}

beforeAll(async () => {
  database = await createTestDatabase();
  expect(await load()).toBe(true);
});
afterAll(() => database.close());

describe('the demonstration', () => {
  test('has 12 POs, 25 schools with sites, and 90 members besides the one that a request brought', async () => {
    const [counts] = await rows(`
      select (select count(*)::int from po) as pos, (select count(*)::int from school) as schools,
        (select count(*)::int from person) as persons, (select count(*)::int from staff_user where demo) as staff,
        (select count(*)::int from school s where not exists (select from school_site l where l.school_id = s.id)) as nowhere,
        (select count(*)::int from (select from school_site group by site_id having count(*) > 1) x) as shared_sites`);
    expect(counts).toEqual({ pos: 12, schools: 25, persons: 91, staff: 2, nowhere: 0, shared_sites: 4 });
    expect(demoMembers(today)).toHaveLength(90);
  });

  test('is invented: FASE numbers beyond those of the register, addresses that no mail reaches', async () => {
    const [lowest] = await rows(`
      select least((select min(fase) from po), (select min(fase) from school), (select min(fase) from site)) as fase`);
    expect(lowest?.fase).toBeGreaterThanOrEqual(900_000);
    const addresses = await rows(`
      select email from person where email is not null union select submitter_email from submission
        where submitter_email is not null
      union select email from staff_user union select contact_email from po`);
    expect(addresses.filter(({ email }) => !String(email).endsWith('.example'))).toEqual([]);
    const phones = await rows('select phone from person where phone is not null union select contact_phone from po');
    expect(phones.filter(({ phone }) => !parsePhone(String(phone)).ok)).toEqual([]);
  });

  test('has past, present and future mandates, and POs that lack somebody or have one too many', async () => {
    const [mandates] = await rows(`
      select count(*) filter (where upper(period) <= '${today}')::int as past,
        count(*) filter (where period @> '${today}'::date)::int as present,
        count(*) filter (where lower(period) > '${today}')::int as future from mandate`);
    expect(mandates?.past).toBeGreaterThan(10);
    expect(mandates?.present).toBeGreaterThan(70);
    expect(mandates?.future).toBeGreaterThan(3);
    const holders = await rows(`
      select p.fase, count(*) filter (where r.role = 'president')::int as presidents,
        count(*) filter (where r.role = 'treasurer')::int as treasurers
      from po p join mandate m on m.po_id = p.id join role_assignment r on r.mandate_id = m.id
      where r.period @> '${today}'::date group by 1 order by 1`);
    expect(holders.map(({ presidents }) => presidents)).toEqual(Array.from({ length: 12 }, () => 1));
    expect(holders.map(({ treasurers }) => treasurers)).toEqual([1, 1, 1, 0, 1, 1, 2, 1, 1, 1, 1, 1]);
    const [people] = await rows(`
      select count(*) filter (where email is null)::int as without, count(*) filter (where deceased)::int as dead,
        (select count(*)::int from (select from person group by email having email is not null and count(*) > 1) x) as couples
      from person`);
    expect(people).toEqual({ without: 4, dead: 1, couples: 2 });
  });

  test('has 18 requests in every state, each with the history that leads there', async () => {
    const requests = await rows(`
      select r.id, r.state, (select to_state from request_event e where e.request_id = r.id order by e.id desc limit 1) as last,
        (select count(*)::int from request_event e where e.request_id = r.id) as events from change_request r`);
    expect(requests).toHaveLength(18);
    expect(new Set(requests.map(({ state }) => state))).toEqual(new Set(REQUEST_STATES));
    for (const { state, last, events } of requests) {
      expect(last).toBe(state);
      expect(events).toBeGreaterThan(state === 'submitted' ? 0 : 1);
    }
    const [dated] = await rows(`
      select count(*)::int as future from request_event where at > now()
      union all select count(*)::int from change_request r join submission s on s.id = r.submission_id
        where r.created_at <> s.created_at or s.created_at > r.settled_at`);
    expect(dated).toEqual({ future: 0 });
  });

  test('has something to show in every group of the queue, for each member of staff', async () => {
    const staff = await rows('select id, region_id from staff_user');
    expect(staff).toHaveLength(2);
    for (const { id, region_id } of staff) {
      const counts = await countRequests(database.db('backoffice'), {
        staffId: String(id),
        regionId: String(region_id),
        now: new Date(),
      });
      for (const group of QUEUE_GROUPS) expect({ group, some: counts[group] > 0 }).toEqual({ group, some: true });
    }
    const [aside] = await rows(
      'select corrected_at < now() as answered from change_request where corrected_at is not null',
    );
    expect(aside).toEqual({ answered: true });
  });

  test('shows its open requests a plan, with findings to settle', async () => {
    const open = await rows(`select id from change_request where state = 'submitted'`);
    const codes = new Set<string>();
    for (const { id } of open) {
      const shown = await planRequest(database.db('backoffice'), String(id), {
        today,
        singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
      });
      for (const { code } of shown?.plan.findings ?? []) codes.add(code);
    }
    expect([...codes]).toEqual(
      expect.arrayContaining(['several-pos', 'person-probable', 'holder-replaced:treasurer', 'submitter-unknown']),
    );
  });

  test('leaves the worker little to do, and mails whose links can be made', async () => {
    const work = await rows(`
      select kind, count(*)::int as count from outbox where state = 'pending' and next_at <= now()
        and ref not like '%@%' group by 1`);
    // Whoever came is held against the others; who is invited is reminded, in days.
    expect(work).toEqual([
      { kind: 'activation-clock', count: expect.any(Number) },
      { kind: 'duplicates', count: expect.any(Number) },
      { kind: 'mail', count: 4 },
    ]);
    const [approved] = await rows(`
      select o.next_at > now() as later from outbox o where o.kind = 'apply' and o.state = 'pending'`);
    expect(approved).toEqual({ later: true });
    const links = await database.sql('admin')<Parameters<typeof recoverSecret>[1][]>`
      select t.id, t.purpose, t.secret_sha256 as "secretSha256" from mail m join token t on t.id = m.token_id
      where m.state = 'pending'`;
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of links) {
      expect(recoverSecret(TEST_TOKEN_KEYS, link)).not.toBe('');
    }
    const failed = await rows(`select kind from mail where state = 'failed' order by kind`);
    expect(failed).toEqual([{ kind: 'mailing' }, { kind: 'request-rejected' }]);
    const [unfinished] = await rows(`
      select count(*)::int as count from mail m join outbox o on o.kind in ('mail', 'mailing-mail') and o.ref = m.id::text
      where (m.state in ('sent', 'failed')) <> (o.state = 'done')`);
    expect(unfinished).toEqual({ count: 0 });
  });

  test('has a yearly verification under way: answered, changed since, and awaited after a reminder', async () => {
    const verifications = await rows(`
      select v.people, v.reminders, v.confirmed_at is not null as answered, v.confirmed_at > v.reminded_at as after_reminder,
        v.confirmed_at > now() or v.asked_at > now() - interval '19 days' as odd,
        exists (select from change_request c where c.po_id = v.po_id and c.created_at > v.asked_at) as changing
      from verification v`);
    expect(verifications).toHaveLength(12);
    expect(verifications.filter(({ odd }) => odd)).toEqual([]);
    const answered = verifications.filter((one) => one.answered);
    expect(answered).toHaveLength(4);
    expect(verifications.filter((one) => one.changing && !one.answered).length).toBeGreaterThanOrEqual(2);
    expect(verifications.filter((one) => !one.changing && !one.answered && one.reminders === 1).length).toBeGreaterThan(
      0,
    );
    const [ahead] = await rows(`
      select min(next_at) > now() as ahead from outbox where kind = 'verification' and state = 'pending'`);
    expect(ahead).toEqual({ ahead: true });
  });

  test('wrote to roles: each mail that left has met its end, and nothing more of it leaves by itself for months', async () => {
    const mailings = await rows(
      'select id, kind, state, started_at < ended_at as ran from mailing order by created_at, kind',
    );
    expect(mailings.map(({ kind, state, ran }) => ({ kind, state, ran }))).toEqual([
      { kind: 'duty', state: 'sent', ran: true },
      { kind: 'training', state: 'sent', ran: true },
      { kind: 'register', state: 'scheduled', ran: null },
      { kind: 'training', state: 'draft', ran: null },
    ]);
    const waiting = await rows(`
      select kind, next_at > now() + interval '100 days' as far from outbox where kind like 'mailing%' and state = 'pending'`);
    expect(waiting).toEqual([{ kind: 'mailing', far: true }]);
    const [drills, evening, , draft] = mailings.map(({ id }) => String(id));
    const db = database.db('backoffice');
    const actor = await secretary();
    const fates = async (id = '') => (await readMailingProgress(db, actor, id, loadedAt)).fates;
    expect(await fates(drills)).toMatchObject({ sent: 12, waiting: 0, failed: 0, unwritten: 0 });
    expect(await fates(evening)).toMatchObject({ sent: 11, failed: 1, returned: 1, unwritten: 1, waiting: 0 });
    const [odd] = await rows(`
      select count(*)::int as count from mailing_recipient r join mailing g on g.id = r.mailing_id join mail m on m.id = r.mail_id
        left join mail_report p on p.mail_id = m.id
      where m.created_at not between g.created_at and g.ended_at or m.sent_at not between g.started_at and g.ended_at
        or p.received_at < m.created_at or p.received_at > now()`);
    expect(odd).toEqual({ count: 0 });
    // One treasurer's address is blocked since, and one wants no more of the kind.
    const check = await checkMailing(db, actor, String(draft), {
      fourEyes: false,
      now: loadedAt,
      limits: MAILING_LIMITS,
    });
    expect(check).toMatchObject({
      people: { written: 5, noAddress: 0, suppressed: 1, leftList: 1 },
      ...{ missing: [], maySend: true },
    });
  });

  test('says the same of its mailings everywhere: presidents, coverage, tasks, and the archive of a treasurer', async () => {
    const db = database.db('backoffice');
    const { regionId } = await secretary();
    const { roles, months, relief } = await getCoverage(db, regionId, loadedAt);
    expect(relief.mailings.map(({ mails, others }) => ({ mails, others }))).toEqual([
      { mails: 13, others: 12 },
      { mails: 12, others: 5 },
    ]);
    expect(roles.find(({ role }) => role === 'treasurer')).toMatchObject({ held: 11, reachable: 10 });
    expect(months.filter(({ roles: counted }) => counted.every(({ reachable }) => reachable !== null)).length).toBe(
      1 + (await rows('select distinct month from coverage_month')).length,
    );
    const kept = await rows(`select distinct pos, held, reachable from coverage_month where role = 'treasurer'`);
    expect(kept).toEqual([{ pos: 12, held: 11, reachable: 11 }]);
    const tasks = await listStaffTasks(db, regionId);
    expect(tasks.filter(({ correctsAddress }) => correctsAddress)).toMatchObject([
      { serverWords: '550 5.1.1 User unknown in virtual mailbox table', canRetry: false },
    ]);
    const archive = await database.sql('extranet')`
      select kind, own from list_member_mailings(${demoAccountId('1/2')}::uuid)`;
    expect([...archive]).toEqual([{ kind: 'training', own: true }]);
  });

  test('is told by the journal in French: what each entry is about, and what changed', async () => {
    const { regionId } = await secretary();
    const reader = { regionId, now: loadedAt };
    const labels = new Set([...Object.values(AUDIT_FIELDS), 'Valeur']);
    const strange: string[] = [];
    const left: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listJournal(database.db('backoffice'), reader, { ...(cursor ? { cursor } : {}) });
      for (const { action, actor, subject, changes } of page.entries) {
        if (action === 'Courriers quittés') left.push(actor.name);
        if (!/^\p{Lu}/u.test(subject.type)) strange.push(`${action}: ${subject.type}`);
        strange.push(...changes.flatMap(({ label }) => (labels.has(label) ? [] : [`${action}: ${label}`])));
      }
      cursor = page.nextCursor;
    }
    expect([...new Set(strange)]).toEqual([]);
    expect(left).toEqual(['Par le lien d’un courrier']);
  });

  test('has a platform for who orders, that comes back to this machine only, and one member who agreed', async () => {
    const platforms = await rows(`
      select p.name, p.roles, p.redirect_uris as uris, p.public, count(c.id)::int as consents
      from platform p left join platform_consent c on c.platform_id = p.id group by p.id`);
    expect(platforms).toEqual([
      {
        ...{ name: 'Plateforme de commande (démonstration)', roles: ['po-referent'], public: false, consents: 1 },
        uris: ['http://localhost:4999/connexion/retour'],
      },
    ]);
    const [allowed] = await rows(`
      select exists (select from platform_consent c join member_account a on a.id = c.account_id
        join mandate m on m.person_id = a.person_id join role_assignment r on r.mandate_id = m.id
        where r.role = 'po-referent' and r.period @> '${today}'::date) as allowed`);
    expect(allowed).toEqual({ allowed: true });
  });

  test('has sign-ins with passwords that would be accepted, for accounts marked as demonstration', async () => {
    expect(demoSignIns.map(({ where }) => where)).toEqual([
      'Back office',
      'Back office',
      'Extranet',
      'Extranet',
      'Extranet',
      'Extranet',
    ]);
    for (const { where, login, password } of demoSignIns) {
      const realm = where === 'Extranet' ? ['member_account', 'member_credential'] : ['staff_user', 'staff_credential'];
      const [account] = await rows(`
        select a.name, a.demo, c.password from ${realm[0]} a join ${realm[1]} c on c.user_id = a.id
        where lower(a.email) = '${login}'`);
      expect(account?.demo).toBe(true);
      expect(await verifyPassword(String(account?.password), password)).toBe(true);
      expect(passwordProblem(password, { name: String(account?.name), email: login })).toBeNull();
    }
    const accounts = await rows('select state, bool_and(demo) as demo from member_account group by 1 order by 1');
    expect(accounts).toEqual(['active', 'closed', 'invited', 'waiting'].map((state) => ({ state, demo: true })));
    const [young] = await rows(`
      select count(*)::int as count from member_account where created_at > now() - interval '1 day' or activated_at < created_at`);
    expect(young).toEqual({ count: 0 });
  });

  test('is loaded once: a second load says so and changes nothing', async () => {
    const count = () =>
      rows(`select (select count(*) from audit_entry) as a, (select count(*) from mail) as m, (select count(*) from person) as p,
        (select count(*) from cause) as c, (select max(updated_at) from person) as u`);
    const before = await count();
    expect(await load()).toBe(false);
    expect(await count()).toEqual(before);
  });

  test('is the same at every load but for the dates', () => {
    const [one, two] = [demoMembers('2026-01-15'), demoMembers('2031-12-31')];
    const lasting = (members: typeof one) => members.map(({ mandates: _, ...member }) => member);
    expect(lasting(one)).toEqual(lasting(two));
    expect(new Set(one.map(({ firstName, lastName }) => `${firstName} ${lastName}`)).size).toBe(90);
  });
});
