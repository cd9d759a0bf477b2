import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inTransaction, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { orderRetention, planRetention } from '../../src/commands/privacy/order-retention.ts';
import { RETENTION_JOBS } from '../../src/commands/privacy/retention-jobs.ts';
import { runRetention } from '../../src/commands/privacy/run-retention.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import { verifyAudit } from '../../src/commands/verify-audit.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { ForbiddenError } from '../../src/errors/errors.ts';
import { retentionPeriods } from '../../src/privacy/retention-periods.ts';
import { getPoFile } from '../../src/reads/get-po-file.ts';
import { getRequestView } from '../../src/reads/get-request-view.ts';
import { listRetentionRuns, previewRetention } from '../../src/reads/read-retention.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { testContext } from '../../src/testing/register-builder.ts';
import { findTraces, liveCanary } from './privacy-scene.ts';

const then = () => new Date('2026-06-15T10:00:00Z');
/** Five years and a month after everything: rows that the database dates itself are younger than `then`. */
const later = () => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + 61);
  return day;
};
const settings = { periods: retentionPeriods(), erasureList: null };

let database: TestDatabase;
let scene: Awaited<ReturnType<typeof liveCanary>>;

beforeEach(async () => {
  database = await createTestDatabase();
  scene = await liveCanary(database, then);
});
afterEach(() => database.close());

const worker = (now = later) => testContext(database.db('worker'), SYSTEM_ACTOR, now);
async function order(now = later): Promise<string> {
  const id = randomUUID();
  await orderRetention(testContext(database.db('backoffice'), scene.staff, now), { id });
  return id;
}
const preview = (now = later(), regionId = scene.staff.regionId) =>
  previewRetention(database.db('backoffice'), regionId, now, settings.periods);
const due = async (now = later()) => (await preview(now)).filter((rule) => rule.due > 0).map(({ name }) => name);
async function seal(): Promise<void> {
  while ((await sealAudit(database.db('worker'))) > 0);
}

describe('the rules of retention, 61 months later', () => {
  test('leave nothing overdue, nobody unasked, and every screen readable', async () => {
    const gone = await scene.build.staff({ name: 'Guy Parti', disabledAt: then() });
    await database.sql('migrator')`update staff_task set done_at = ${then().toISOString()}`;
    await database.sql(
      'migrator',
    )`insert into notice (staff_id, kind, request_id, cause, browser, mail) values (${scene.staff.id}, 'new', ${scene.requests.joined}, 'x', true, 'never')`;
    await database.sql('migrator')`update mail set state = 'sent', sent_at = created_at`;
    await seal();
    expect(await due()).toEqual(
      expect.arrayContaining([
        'requests-applied',
        'requests-closed',
        'people-without-mandate',
        'mails',
        'audit-values',
        'tasks',
        'notices',
        'staff-departed',
      ]),
    );
    const named = async (regionId?: string) => (await preview(later(), regionId)).flatMap(({ people }) => people);
    expect(await named()).toEqual([{ id: scene.personId, name: 'Ysaline Quisquater' }]);
    // Another secretariat is told how many, and no names.
    expect(await named(randomUUID())).toEqual([]);
    const id = await order();
    expect(await runRetention(worker(), id, settings)).toEqual({ over: true });
    expect(await due()).toEqual([]);
    await seal();
    expect(await verifyAudit(database.db('migrator'))).toMatchObject({ intact: true, unsealed: 0 });
    // A search that staff saved is a tool of theirs, without a term: it leaves with the person.
    expect(await findTraces(database)).toEqual([]);
    await walkScreens();
    expect(await database.sql('migrator')`select name, email from staff_user where id = ${gone.id}`).toEqual([
      { name: 'Guy Parti', email: `efface-${gone.id}@invalid` },
    ]);
    // Who still has a mandate stays as they are.
    expect(await database.sql('migrator')`select last_name from person where id = ${scene.neighbour.id}`).toEqual([
      { last_name: 'Voisine' },
    ]);
    const [run] = await listRetentionRuns(database.db('backoffice'));
    expect(run).toMatchObject({ id, orderedBy: 'Ada Administratrice', finishedAt: expect.any(String) });
    expect(run?.counts.length).toBeGreaterThan(6);
  });

  async function walkScreens(): Promise<void> {
    const db = database.db('backoffice');
    const options = { ...scene.rig.settings, now: later(), ageAlerts: DEFAULT_AGE_ALERTS };
    for (const request of Object.values(scene.requests)) {
      expect((await getRequestView(db, scene.staff, request, options)).erased).toBe(true);
    }
    const file = await getPoFile(db, scene.po.id, {
      regionId: scene.staff.regionId,
      today: '2031-07-15',
      singleHolderRoles: [],
    });
    expect(JSON.stringify(file)).toContain('Personne effacée');
  }

  test('go on where they were when they break off, and a second run finds nothing', async () => {
    const id = await order();
    let batches = 0;
    expect(await runRetention(worker(), id, settings, () => (batches += 1) <= 2)).toEqual({ over: false });
    expect((await due()).length).toBeGreaterThan(0);
    expect(await runRetention(worker(), id, settings)).toEqual({ over: true });
    expect(await due()).toEqual([]);
    const [counts] = await database.sql('migrator')`select counts from retention_run where id = ${id}`;
    expect(await runRetention(worker(), id, settings)).toEqual({ over: true });
    expect(await database.sql('migrator')`select counts from retention_run where id = ${id}`).toEqual([counts]);
    const second = await order();
    await runRetention(worker(), second, settings);
    expect(await database.sql('migrator')`select counts from retention_run where id = ${second}`).toEqual([
      { counts: {} },
    ]);
  });

  test('take nothing away before its time', async () => {
    const soon = () => new Date('2026-07-15T10:00:00Z');
    const traces = (await findTraces(database)).length;
    // Her mandate ended in 2020: only the person is over, and that is another matter.
    const patient = { ...settings, periods: retentionPeriods({ 'people-without-mandate': 60 }) };
    const id = await order(soon);
    await database.sql(
      'migrator',
    )`update mandate set period = '[2019-01-01,2025-01-01)' where person_id = ${scene.personId}`;
    await runRetention(worker(soon), id, patient);
    expect(traces).toBeGreaterThan(20);
    expect(await database.sql('migrator')`select erased_at from change_request where erased_at is not null`).toEqual(
      [],
    );
  });
});

describe('who is over', () => {
  const people = async () =>
    (await database.sql('migrator')<{ id: string }[]>`select id from person order by id`).map(({ id }) => id);
  /** Once for all of them, and once for each. */
  async function withOpenRequest(): Promise<[string[], string[]]> {
    const sql = database.sql('backoffice');
    const all = await people();
    const together = await sql<{ id: string }[]>`select people_with_open_request(${all}::uuid[]) as id order by id`;
    const one = await sql<{ id: string }[]>`
      select p.id from unnest(${all}::uuid[]) p (id) where exists (select from requests_about(p.id) r (id) join change_request c on c.id = r.id
        where c.state in ('submitted', 'correction_requested', 'approved', 'failed')) order by p.id`;
    return [together.map(({ id }) => id), one.map(({ id }) => id)];
  }
  const submitAbout = (lastName: string, more: { email: string | null; birthDate: string | null }) =>
    scene.rig.submit(
      'removal',
      { ...{ firstName: 'Ysaline', lastName, endDate: '2026-06-30', reason: 'resignation' }, ...more },
      scene.po.id,
    );

  test('is asked for all at once as for one alone, whichever way a request is about them', async () => {
    const { build, po, personId, neighbour } = scene;
    const alike = await build.person({ firstName: 'Ysaline', lastName: 'Quisquater', birthDate: '1990-01-01' });
    await build.person({ firstName: 'Quisquater', lastName: 'Autre' });
    expect(await withOpenRequest()).toEqual([[], []]);
    const named = await submitAbout('Quisquater', { email: null, birthDate: null });
    await scene.arrive(named);
    // The only one of that PO, found on arrival.
    expect(await withOpenRequest()).toEqual(Array(2).fill([personId]));
    // By the names alone: both who bear them.
    await database.sql('migrator')`update request_payload set recorded = null where request_id = ${named}`;
    expect(await withOpenRequest()).toEqual(Array(2).fill([alike.id, personId].toSorted()));
    await database.sql(
      'migrator',
    )`update request_payload set payload = payload || '{"birthDate": "1990-01-01"}' where request_id = ${named}`;
    expect(await withOpenRequest()).toEqual(Array(2).fill([alike.id]));
    // Staff chose the other one.
    await database.sql(
      'migrator',
    )`update change_request set settlement = ${JSON.stringify({ personId })}::text::jsonb where id = ${named}`;
    expect(await withOpenRequest()).toEqual([[], []]);
    // What an open request would take back.
    await database.sql('migrator')`update change_request set reverts_id = ${scene.requests.joined} where id = ${named}`;
    expect(await withOpenRequest()).toEqual(Array(2).fill([personId]));
    await database.sql('migrator')`update change_request set reverts_id = null where id = ${named}`;
    // What is approved and not applied yet.
    const leaving = await scene.rig.submit(
      'removal',
      {
        ...{ firstName: neighbour.firstName, lastName: neighbour.lastName, email: neighbour.email, birthDate: null },
        ...{ endDate: '2026-06-30', reason: 'resignation' },
      },
      po.id,
    );
    await scene.arrive(leaving);
    await scene.rig.approve(leaving);
    expect(await withOpenRequest()).toEqual(Array(2).fill([neighbour.id]));
  });

  test('is asked once more before they go: who came back stays', async () => {
    const went = await inTransaction(worker(), (tx) =>
      RETENTION_JOBS['people-without-mandate'].carryOut(tx, [scene.neighbour.id], {
        cutoff: then(),
        erasureList: null,
      }),
    );
    expect(went).toBe(0);
    expect(await database.sql('migrator')`select last_name from person where id = ${scene.neighbour.id}`).toEqual([
      { last_name: 'Voisine' },
    ]);
  });
});

describe('a run', () => {
  test('is ordered by administrators alone, once per id, and is in the audit', async () => {
    const secretary = await scene.build.staff({ role: 'secretariat' });
    const office = testContext(database.db('backoffice'), secretary, then);
    await expect(orderRetention(office, { id: randomUUID() })).rejects.toThrow(ForbiddenError);
    const id = randomUUID();
    await orderRetention(scene.rig.office(), { id });
    await orderRetention(scene.rig.office(), { id });
    expect(
      await database.sql('migrator')`select count(*)::int as n from audit_entry where action = 'order-retention'`,
    ).toEqual([{ n: 1 }]);
    expect(await database.sql('migrator')`select state from outbox where kind = 'retention' and ref = ${id}`).toEqual([
      { state: 'pending' },
    ]);
  });

  test('stands in the calendar on the night to Sunday, once', async () => {
    const db = database.db('worker');
    await planRetention(db, new Date('2026-06-17T10:00:00Z'));
    await planRetention(db, new Date('2026-06-20T10:00:00Z'));
    const rows = await database.sql('migrator')<
      { next_at: string }[]
    >`select next_at from outbox where kind = 'retention'`;
    expect(rows.map(({ next_at: at }) => new Date(at).toISOString())).toEqual(['2026-06-21T01:00:00.000Z']);
    await planRetention(db, new Date('2026-06-22T10:00:00Z'));
    expect(await database.sql('migrator')`select from outbox where kind = 'retention'`).toHaveLength(2);
  });
});
