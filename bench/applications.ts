import { applyAtTheFloor, copyAsApproved } from './application-floor.ts';
import { approve, submitAndArrive, untilQuiet } from './approved-requests.ts';
import { type Comparison, compare, measureRate } from './figures.ts';
import type { Place } from './place.ts';
import { processorMsOf } from './program.ts';

/** Two for each of 150 POs. */
const PER_ROUND = 300;

/**
 * Approved requests applied per second by the worker, from the moment when all become due until the last is applied,
 * beside one-statement transactions that write the same rows without a queue.
 */
export async function benchApplications(place: Place): Promise<Comparison> {
  const worker = await place.startWorker();
  let submitted = 0;
  try {
    return await compare({
      title: 'approved to applied',
      rounds: place.rounds,
      say: place.say,
      product: async () => {
        const requests = await submitAndArrive(place, submitted, PER_ROUND);
        submitted += PER_ROUND;
        // Approved while they may still be taken back, so that all become due at one moment.
        for (const request of requests) await approve(place, request, { undoSeconds: 3_600 });
        const rate = await measureRate(PER_ROUND, worker.processorMs, () => applyAll(place));
        await untilQuiet(place);
        return rate;
      },
      floor: async () => {
        const requests = await copyAsApproved(place, PER_ROUND);
        return measureRate(
          PER_ROUND,
          () => processorMsOf(process.pid),
          () => applyAtTheFloor(place, requests),
        );
      },
    });
  } finally {
    await worker.end();
  }
}

/** Makes what was approved due, rings, and answers the seconds until nothing of it is left. */
async function applyAll({ cluster }: Place): Promise<number> {
  const { sql } = cluster.connect('migrator');
  const began = performance.now();
  const due = await sql`update outbox set next_at = now() where kind = 'apply' and state = 'pending' returning ref`;
  await sql`select pg_notify('guichet_outbox', '')`;
  for (;;) {
    const [row] = await sql<{ left: number }[]>`
      select count(*)::int as left from outbox where kind = 'apply' and state = 'pending'`;
    if (row?.left === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const seconds = (performance.now() - began) / 1_000;
  const [applied] = await sql<{ n: number }[]>`
    select count(*)::int as n from decision where outcome = 'applied' and id = any(${due.map(({ ref }) => ref)}::uuid[])`;
  if (applied?.n !== due.length) throw new Error(`${applied?.n} of ${due.length} approved requests were applied.`);
  return seconds;
}
