import { approveEnvoi } from '@guichet/shared/commands/approve-envoi';
import { type DurableCluster, startDurableCluster } from '@guichet/shared/testing/durable-cluster';
import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { registerBuilder, TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

const PATIENCE_MS = 60_000;
jest.setTimeout(3 * PATIENCE_MS);

/** Held by the test: what stops the worker between two requests of a chain. */
const GATE = 427_001;

describe('a chain', () => {
  let cluster: DurableCluster;
  let mailbox: TestMailbox;
  let worker: WorkerProcess | undefined;

  beforeAll(async () => {
    cluster = await startDurableCluster();
    mailbox = await startTestMailbox();
  }, 90_000);
  afterAll(async () => {
    await worker?.end('SIGKILL');
    await mailbox.close();
    await cluster.close();
  });

  const startWorker = () =>
    startWorkerProcess({
      databaseUrl: cluster.database.url('worker'),
      smtpUrl: mailbox.url,
      tokenKeys: TEST_TOKEN_KEYS,
    });

  /** Until the database says so. */
  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; !(await holds()); ) {
      if (Date.now() > end) throw new Error(`${what}: not in time.\n${worker?.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test('is applied whole or not at all when its worker is killed in the middle of it, and once in the end', async () => {
    const { database } = cluster;
    const build = registerBuilder(database.db('migrator'));
    const staff = await build.staff();
    const rig = requestRig(database, staff, () => new Date());
    const po = await build.po();
    const leaving = await build.person({ firstName: 'Paul', lastName: 'Partant' });
    await build.mandate(leaving.id, po.id, { from: '2020-01-01', to: null }, ['administrator']);
    const ids = await rig.submitEnvoi(
      [
        {
          type: 'removal',
          payload: {
            ...{ firstName: 'Paul', lastName: 'Partant', email: null, birthDate: null },
            ...{ endDate: '2026-08-31', reason: 'resignation' },
          },
        },
        {
          type: 'new-member',
          payload: {
            ...{
              firstName: 'Jeanne',
              lastName: 'Arrivante',
              birthDate: '1971-05-04',
              email: null,
              phone: '081 22 33 44',
            },
            address: {
              ...{ street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
            },
            ...{ startDate: '2026-09-01', roles: ['administrator'], replaces: [] },
          },
        },
      ],
      po.id,
    );
    const sql = database.sql('migrator');
    // The second request of the chain writes a person: there the worker stands, the first one written and not committed.
    await sql.unsafe(`
      create function stand_at_the_gate() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock(${GATE}); return new; end $$;
      create trigger gate before insert on person for each row execute function stand_at_the_gate();
      grant execute on function stand_at_the_gate() to guichet_worker;`);
    const gate = await sql.reserve();
    await gate`select pg_advisory_lock(${GATE})`;
    const atTheGate = async () => {
      const waiting = await sql`
        select from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted and database = (
          select oid from pg_database where datname = current_database())`;
      return waiting.length > 0;
    };
    const facts = async () => {
      const states = await sql<{ state: string }[]>`
        select state from change_request where id = any(${ids}::uuid[]) order by position`;
      const [written] = await sql<{ causes: number; persons: number; open: boolean; settled: number }[]>`
        select (select count(*)::int from cause where request_id = any(${ids}::uuid[])) as causes,
          (select count(*)::int from person where last_name = 'Arrivante') as persons,
          (select upper_inf(period) from mandate where person_id = ${leaving.id}) as open,
          (select count(*)::int from mail where kind = 'envoi-settled') as settled`;
      return { states: states.map(({ state }) => state), ...written };
    };

    worker = await startWorker();
    await approveEnvoi(rig.office(), await rig.showEnvoi(ids[0] ?? ''), rig.settings);
    await until('the worker stands in the middle of the chain', atTheGate);
    await worker.end('SIGKILL');
    await gate`select pg_advisory_unlock(${GATE})`;
    await until('the database lets go of the worker', async () => !(await atTheGate()));
    await sql`drop trigger gate on person`;
    expect(await facts()).toEqual({ states: ['approved', 'approved'], causes: 0, persons: 0, open: true, settled: 0 });
    gate.release();

    worker = await startWorker();
    await until('another worker applies the chain', async () => (await facts()).states.join() === 'applied,applied');
    expect(await facts()).toEqual({ states: ['applied', 'applied'], causes: 2, persons: 1, open: false, settled: 1 });
  });
});
