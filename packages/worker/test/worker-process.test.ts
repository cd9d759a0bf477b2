import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type DurableCluster, startDurableCluster } from '@guichet/shared/testing/durable-cluster';
import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { describeWithRedis, startTestRedis, type TestRedis } from '@guichet/shared/testing/redis';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { startApprovals } from './approvals.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** The goals (10 and 15 seconds) are measured by `pnpm chaos`; here a busy machine may take its time. */
const PATIENCE_MS = 60_000;
jest.setTimeout(3 * PATIENCE_MS);

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !holds(); ) {
    if (Date.now() > end) throw new Error('This did not become true in time.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const backends = [
  { name: 'with its queue in PostgreSQL', redis: false, describe },
  { name: 'with its queue in Redis', redis: true, describe: describeWithRedis() },
];

for (const backend of backends) {
  backend.describe(`a worker process ${backend.name}`, () => {
    let cluster: DurableCluster;
    let mailbox: TestMailbox;
    let redis: TestRedis | undefined;
    let approvals: Awaited<ReturnType<typeof startApprovals>>;
    const workers: WorkerProcess[] = [];

    beforeAll(async () => {
      cluster = await startDurableCluster();
      mailbox = await startTestMailbox();
      if (backend.redis) redis = await startTestRedis();
      approvals = await startApprovals(cluster.database, 3);
    }, 90_000);
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.end('SIGKILL')));
    });
    afterAll(async () => {
      await redis?.close();
      await mailbox.close();
      await cluster.close();
    });

    const startWorker = async (): Promise<WorkerProcess> => {
      const worker = await startWorkerProcess({
        databaseUrl: cluster.database.url('worker'),
        smtpUrl: mailbox.url,
        redisUrl: redis?.url,
        tokenKeys: TEST_TOKEN_KEYS,
      });
      workers.push(worker);
      return worker;
    };
    const approve = async (n: number): Promise<string> => {
      const requestId = await approvals.submit(n);
      await approvals.rig.approve(requestId);
      return requestId;
    };
    const applied = async (requestId: string, timeoutMs: number): Promise<number> => {
      const began = performance.now();
      for (;;) {
        const state = await approvals.rig.requestOf(requestId).then(
          ({ state }) => state,
          () => 'unreachable',
        );
        if (state === 'applied') return performance.now() - began;
        if (performance.now() - began > timeoutMs) {
          throw new Error(
            `still ${state} after ${timeoutMs} ms:\n${workers.map((worker) => worker.output()).join('\n')}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };

    test('applies an approval and sends the activation mail, then drains at SIGTERM', async () => {
      const worker = await startWorker();
      await worker.waitReady();
      const requestId = await approve(1);
      await applied(requestId, PATIENCE_MS);
      const subjects = (await mailbox.waitFor(3)).map(({ subject }) => subject);
      expect(subjects).toContainEqual(expect.stringContaining('Activez votre accès'));
      expect(subjects).toContainEqual(expect.stringContaining('tout est traité'));
      expect(await worker.end('SIGTERM')).toBe(0);
      expect(worker.output()).not.toMatch(/Babc|membre-1@|marie-1@/);
      const [beats] = await cluster.database.sql('migrator')`select count(*)::int as n from heartbeat`;
      expect(beats?.n).toBe(0);
    });

    test('waits for servers that are not there yet, red meanwhile, and starts when they come', async () => {
      await cluster.stopNow();
      const worker = await startWorker();
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await worker.ready()).toBe(false);
      expect(worker.child.exitCode).toBeNull();
      await until(() => worker.output().includes('"missing":"PostgreSQL"'));
      await cluster.start();
      await worker.waitReady(PATIENCE_MS);
      await applied(await approve(2), PATIENCE_MS);
    });

    test('works again when PostgreSQL comes back, without being restarted', async () => {
      const worker = await startWorker();
      await worker.waitReady();
      await applied(await approve(3), PATIENCE_MS);
      await cluster.stopNow();
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await worker.ready()).toBe(false);
      await cluster.start();
      const requestId = await approve(4);
      await applied(requestId, PATIENCE_MS);
      expect(worker.child.exitCode).toBeNull();
    });

    if (backend.redis) {
      test('works again when Redis comes back empty, without being restarted', async () => {
        const worker = await startWorker();
        await worker.waitReady();
        const { port } = redis as TestRedis;
        await redis?.close();
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        expect(await worker.ready()).toBe(false);
        const requestId = await approve(5);
        redis = await startTestRedis([], port);
        await applied(requestId, PATIENCE_MS);
        await worker.waitReady(PATIENCE_MS);
        expect(worker.child.exitCode).toBeNull();
      });
    }

    test('when the only one is killed, another applies', async () => {
      const first = await startWorker();
      await first.waitReady();
      const pending = await Promise.all([11, 12, 13, 14, 15, 16].map((n) => approvals.submit(n)));
      const approving = (async () => {
        for (const requestId of pending) await approvals.rig.approve(requestId);
      })();
      await new Promise((resolve) => setTimeout(resolve, 40));
      await first.end('SIGKILL');
      await approving;
      await startWorker();
      for (const requestId of pending) await applied(requestId, PATIENCE_MS);
    });
  });
}

describeWithRedis()('a worker process with its queue in Redis', () => {
  test('refuses a server that may drop jobs, with a sentence', async () => {
    const cluster = await startDurableCluster();
    const redis = await startTestRedis(['--maxmemory-policy', 'allkeys-lru']);
    const worker = await startWorkerProcess({
      databaseUrl: cluster.database.url('worker'),
      smtpUrl: 'smtp://127.0.0.1:9',
      redisUrl: redis.url,
      tokenKeys: TEST_TOKEN_KEYS,
    });
    await new Promise((resolve) => worker.child.once('exit', resolve));
    expect(worker.child.exitCode).toBe(1);
    expect(worker.output()).toContain('maxmemory-policy allkeys-lru');
    await redis.close();
    await cluster.close();
  });
});
