import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { BulkRunView } from '@guichet/shared/contracts/bulk';
import { cleanRequests } from '@guichet/shared/testing/clean-requests';
import { type DurableCluster, startDurableCluster } from '@guichet/shared/testing/durable-cluster';
import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { registerBuilder, TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { addSignIn, startOfficeProcess } from './office-process.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

const REQUESTS = 200;
const PATIENCE_MS = 240_000;
jest.setTimeout(4 * PATIENCE_MS);

let cluster: DurableCluster;
let mailbox: TestMailbox;
const workers: WorkerProcess[] = [];
const offices: Awaited<ReturnType<typeof startOfficeProcess>>[] = [];

beforeAll(async () => {
  cluster = await startDurableCluster();
  mailbox = await startTestMailbox();
  await addSignIn(cluster.database);
}, 90_000);
afterAll(async () => {
  await Promise.all([...workers.map((worker) => worker.end('SIGKILL')), ...offices.map((office) => office.kill())]);
  await mailbox.close();
  await cluster.close();
});

const startWorker = async (): Promise<WorkerProcess> => {
  const worker = await startWorkerProcess({
    databaseUrl: cluster.database.url('worker'),
    smtpUrl: mailbox.url,
    tokenKeys: TEST_TOKEN_KEYS,
  });
  workers.push(worker);
  return worker;
};
const startOffice = async () => {
  const office = await startOfficeProcess(cluster.database);
  offices.push(office);
  return { ...office, ...(await office.signIn()) };
};

/** Resolves once so many requests of the run have been decided. */
async function decided(runId: string, count: number): Promise<void> {
  const began = performance.now();
  for (;;) {
    const [row] = await cluster.database.sql('migrator')<{ n: number }[]>`
      select count(*)::int as n from bulk_item where run_id = ${runId} and state <> 'waiting'`;
    if ((row?.n ?? 0) >= count) return;
    if (performance.now() - began > PATIENCE_MS)
      throw new Error(`${row?.n} of ${count} decided:\n${workers.at(-1)?.output().slice(-3_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function prepare(): Promise<{ requestId: string; version: number }[]> {
  const { database } = cluster;
  const build = registerBuilder(database.db('migrator'));
  const rig = requestRig(database, await build.staff(), () => new Date());
  const clean = await cleanRequests({ database, build, rig, type: 'new-member' }, 25);
  const items = [];
  for (let n = 0; n < REQUESTS; n += 1) items.push(await clean.submit(n));
  return items;
}

describe('200 approvals ordered together', () => {
  test('are decided and applied once each, in their order, whatever is killed meanwhile', async () => {
    const items = await prepare();
    const id = randomUUID();
    const order = { id, order: { kind: 'approve' }, items };
    let office = await startOffice();
    // The server dies with the answer under way: the browser sends the same order again, to the next one.
    const lost = office.post('/api/bulk', order).catch(() => null);
    await Promise.all([office.kill(), lost]);
    office = await startOffice();
    expect((await office.post('/api/bulk', order)).status).toBe(200);

    let worker = await startWorker();
    for (const count of [20, 80, 140]) {
      await decided(id, count);
      await Promise.all([worker.end('SIGKILL'), office.kill()]);
      [worker, office] = [await startWorker(), await startOffice()];
    }
    await decided(id, REQUESTS);
    const run = (await (await office.get(`/api/bulk/${id}`)).json()) as BulkRunView;
    expect(run).toMatchObject({ total: REQUESTS, counts: { done: REQUESTS, waiting: 0, left: 0, stopped: 0 } });

    const sql = cluster.database.sql('migrator');
    await untilApplied(sql);
    const [counts] = await sql`
      select count(*)::int as decisions, count(distinct request_id)::int as requests,
        (select count(*)::int from bulk_run) as runs,
        (select count(*)::int from cause where decision_id is not null) as applied,
        (select count(*)::int from audit_entry where action = 'approve-request') as audited,
        (select count(*)::int from request_event where event = 'approve') as noted,
        (select count(*)::int from person where first_name like 'A%') as persons
      from decision`;
    expect(counts).toEqual({
      decisions: REQUESTS,
      requests: REQUESTS,
      runs: 1,
      applied: REQUESTS,
      audited: REQUESTS,
      noted: REQUESTS,
      persons: REQUESTS,
    });
    const inOrder = await sql<{ id: string }[]>`select request_id as id from decision order by sequence`;
    expect(inOrder.map(({ id: requestId }) => requestId)).toEqual(items.map(({ requestId }) => requestId));
  });
});

async function untilApplied(sql: ReturnType<DurableCluster['database']['sql']>): Promise<void> {
  const began = performance.now();
  for (;;) {
    const states = await sql<{ state: string; n: number }[]>`
      select state, count(*)::int as n from change_request group by 1`;
    if (states.length === 1 && states[0]?.state === 'applied') return;
    if (performance.now() - began > PATIENCE_MS) throw new Error(`not all applied: ${JSON.stringify(states)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
