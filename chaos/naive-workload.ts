import { fileURLToPath } from 'node:url';
import { createPostgresBackend, createRedisBackend, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { startNaiveProcess } from './naive-process.ts';
import type { Outcome, Place, Workload } from './workload.ts';

const program = fileURLToPath(new URL('./naive-worker.mjs', import.meta.url));
const jobOptions = { attempts: 3, backoff: { type: 'exponential', delay: 500 } };

/** A dual write and a processor that updates and sends: what the ledger is there to avoid. A trial must find it out. */
export async function naiveWorkload(place: Place): Promise<Workload> {
  const { database, mailbox, redisUrl } = place;
  const admin = database.sql('migrator');
  await admin`create table naive_request (n int primary key, state text not null default 'submitted', applied int not null default 0)`;
  await admin`grant select, update on naive_request to guichet_worker`;
  const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0 }) : undefined;
  redis?.on('error', () => {});
  await new Promise((resolve) => (redis ? redis.once('ready', resolve) : resolve(undefined)));
  const queue = redis
    ? new Queue('naive', { connection: redis }, createRedisBackend)
    : new Queue(
        'naive',
        { connection: { connectionString: database.url('worker'), schema: 'bullmq' } },
        createPostgresBackend,
      );
  queue.on('error', () => {});
  let quietSince = 0;
  let lastSeen = '';

  return {
    async prepare(count) {
      await admin`insert into naive_request (n) select generate_series(0, ${count - 1}::int)`;
    },
    async startWorker() {
      return startNaiveProcess(program, {
        ...{ DATABASE_URL: database.url('worker'), SMTP_URL: mailbox.url },
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      });
    },
    async approve(n) {
      for (let turn = 0; turn < 200; turn += 1) {
        try {
          await admin`update naive_request set state = 'approved' where n = ${n} and state = 'submitted'`;
          break;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
      // The crash between the two is what a dual write cannot survive; the user saw "approved".
      await queue.add('apply', { n }, { ...jobOptions, jobId: `n-${n}` }).catch(() => {});
    },
    /** It has no ledger to ask: quiet means that nothing has moved for some seconds. */
    async busy() {
      const [row] =
        await admin`select sum(applied) || ' ' || count(*) filter (where state = 'applied') as seen from naive_request`;
      const seen = `${row?.seen} ${mailbox.messages.length}`;
      if (seen !== lastSeen) {
        lastSeen = seen;
        quietSince = performance.now();
      }
      return performance.now() - quietSince < 5_000;
    },
    async outcome(): Promise<Outcome> {
      const rows = await admin`select n, state, applied from naive_request`;
      const mailed = mailbox.messages.map(({ subject }) => subject);
      const distinct = new Set(mailed);
      return {
        lost: rows.filter(({ state }) => state !== 'applied').length,
        twice: rows.filter(({ applied }) => applied > 1).length,
        unaccounted: rows.filter(({ n }) => !distinct.has(String(n))).length,
        duplicates: mailed.length - distinct.size,
        shown: 0,
      };
    },
    async close() {
      await Promise.race([queue.close(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
      redis?.disconnect();
    },
  };
}
