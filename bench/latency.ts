import { createDoorbell } from '../packages/shared/src/queue/doorbell.ts';
import { approve, submitAndArrive } from './approved-requests.ts';
import { percentile } from './figures.ts';
import type { Place } from './place.ts';

const SAMPLES = 40;

export type Latencies = { title: string; milliseconds: number[] };

/** From the answer to an approval until everybody can read that it is applied, one at a time on an idle product. */
export async function benchLatency(place: Place): Promise<Latencies> {
  const worker = await place.startWorker();
  const ring = createDoorbell(place.cluster.connect('backoffice').sql);
  const { sql } = place.cluster.connect('migrator');
  const milliseconds: number[] = [];
  try {
    // Numbers that no other part has used: everybody here is new.
    const requests = await submitAndArrive(place, 1_000_000, SAMPLES);
    for (const request of requests) {
      const { decisionId } = await approve(place, request, { undoSeconds: 0, ring });
      const began = performance.now();
      for (;;) {
        const [row] = await sql`select from decision where id = ${decisionId} and outcome = 'applied'`;
        if (row) break;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      milliseconds.push(performance.now() - began);
      // Idle again: the two mails have left.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    place.say(`  ${SAMPLES} approvals, the slowest ${percentile(milliseconds, 100).toFixed(0)} ms`);
    return { title: 'approval to applied when idle', milliseconds };
  } finally {
    await worker.end();
  }
}
