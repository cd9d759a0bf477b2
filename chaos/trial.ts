import { type DurableCluster, startDurableCluster } from '../packages/shared/src/testing/durable-cluster.ts';
import { startTestMailbox } from '../packages/shared/src/testing/mailbox.ts';
import { startTestRedis, type TestRedis } from '../packages/shared/src/testing/redis-server.ts';
import { ledgerWorkload } from './ledger-workload.ts';
import { naiveWorkload } from './naive-workload.ts';
import { startVictims } from './victims.ts';
import type { Outcome } from './workload.ts';

export type TrialOptions = {
  subject: 'ledger' | 'naive';
  backend: 'postgresql' | 'redis';
  approvals: number;
  workers: number;
  workerKills: number;
  postgresStops: number;
  redisKills: number;
  /** Time over which approvals and faults are spread. */
  seconds: number;
  say?: (text: string) => void;
};

export type TrialReport = Outcome & {
  workerKills: number;
  postgresStops: number;
  redisKills: number;
  /** Seconds from the last fault until nothing was left to do; null when it did not end. */
  drained: number | null;
};

const DRAIN_PATIENCE_MS = 90_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Approves many requests while workers are killed, PostgreSQL stops at once and Redis forgets; then counts. */
export async function runTrial(options: TrialOptions): Promise<TrialReport> {
  const say = options.say ?? (() => {});
  const onRedis = options.backend === 'redis';
  const cluster = await startDurableCluster();
  const mailbox = await startTestMailbox();
  const redis = onRedis ? await startRedisThatForgets() : undefined;
  const { database } = cluster;
  const place = { database, mailbox, redisUrl: redis?.url };
  const workload = await (options.subject === 'ledger' ? ledgerWorkload(place) : naiveWorkload(place));
  const victims = startVictims(options.workers, workload.startWorker);
  try {
    await workload.prepare(options.approvals);
    await victims.start();
    const faults = spread([
      ...repeat(options.workerKills, () => victims.killOne()),
      ...repeat(options.postgresStops, () => stopAndStart(cluster)),
      ...repeat(onRedis ? options.redisKills : 0, () => redis?.forget() ?? Promise.resolve()),
    ]);
    const began = performance.now();
    const turn = (options.seconds * 1_000) / faults.length;
    const at = (ms: number) => pause(Math.max(began + ms - performance.now(), 0));
    // Decisions come in bursts, and each fault falls into one: that is where there is something to break.
    const approving = (async () => {
      for (let n = 0; n < options.approvals; n += 1) {
        await at(Math.floor((n * faults.length) / options.approvals) * turn);
        await workload.approve(n);
      }
    })();
    for (const [index, fault] of faults.entries()) {
      await at(index * turn + 40 + ((index * 67) % 300));
      await fault();
    }
    await approving;
    say(`  approved ${options.approvals}, ${faults.length} faults; waiting for rest`);
    const drained = await untilQuiet(() => workload.busy());
    const outcome = await workload.outcome();
    if (drained === null) say(victims.output().slice(-3_000));
    return {
      ...outcome,
      drained,
      workerKills: options.workerKills,
      postgresStops: options.postgresStops,
      redisKills: onRedis ? options.redisKills : 0,
    };
  } finally {
    await victims.close();
    await workload.close();
    await redis?.close();
    await mailbox.close();
    await cluster.close();
  }
}

async function untilQuiet(busy: () => Promise<boolean>): Promise<number | null> {
  const began = performance.now();
  while (await busy().catch(() => true)) {
    if (performance.now() - began > DRAIN_PATIENCE_MS) return null;
    await pause(50);
  }
  return (performance.now() - began) / 1_000;
}

async function stopAndStart(cluster: DurableCluster): Promise<void> {
  await cluster.stopNow();
  await pause(300);
  await cluster.start();
}

async function startRedisThatForgets() {
  let server: TestRedis = await startTestRedis();
  const { url, port } = server;
  return {
    url,
    forget: async () => {
      await server.close();
      await pause(300);
      server = await startTestRedis([], port);
    },
    close: () => server.close(),
  };
}

const repeat = <T>(count: number, thing: T): T[] => Array.from({ length: count }, () => thing);

/** Faults of all kinds, each kind evenly over the whole, in an order that is the same at every run. */
function spread<T>(faults: T[]): T[] {
  const kinds = new Map<T, number>();
  for (const fault of faults) kinds.set(fault, (kinds.get(fault) ?? 0) + 1);
  return [...kinds]
    .flatMap(([fault, count]) => Array.from({ length: count }, (_, n) => ({ fault, at: (n + 0.5) / count })))
    .sort((a, b) => a.at - b.at)
    .map(({ fault }) => fault);
}
