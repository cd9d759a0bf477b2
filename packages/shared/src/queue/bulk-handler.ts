import { sql } from 'drizzle-orm';
import { giveUpBulkRun, runBulkItem } from '../commands/bulk/run-bulk-item.ts';
import { retryCollisions } from './retry-collisions.ts';
import type { Handler, WorkContext } from './work-context.ts';

/** A worker that is told to stop ends within so many requests or so long, and others get their turn. */
const SLICE = 25;
const SLICE_MS = 4_000;
/** Longer than a slice, so that no two workers are at one run. A worker that was killed is missed for so long. */
const LEASE_SECONDS = 10;

/**
 * Carries a bulk run out: each request in a transaction of its own, in their order. The row of the ledger is only
 * reserved for a slice of them; what is done is in the items, so a slice that breaks off anywhere is taken up behind the
 * last one that was committed. Two workers at one run are harmless: they lock it for each request.
 */
export const bulkHandler: Handler = {
  async run(_ctx, entry) {
    return {
      outcome: 'leased',
      seconds: LEASE_SECONDS,
      afterCommit: (ctx) => runSlice(ctx, entry.id, entry.ref),
    };
  },
  giveUp: (ctx, entry, code) => giveUpBulkRun(ctx, entry.ref, code),
};

async function runSlice(ctx: WorkContext, outboxId: string, runId: string): Promise<void> {
  const began = performance.now();
  for (let n = 0; n < SLICE && performance.now() - began < SLICE_MS; n += 1) {
    if ((await retryCollisions(() => runBulkItem(ctx, runId, ctx))) === 'over') {
      await ctx.db.execute(sql`
        update outbox set state = 'done', done_at = now(), error_code = null where id = ${outboxId} and state = 'pending'`);
      return;
    }
  }
  // Due since it was ordered, before what came in meanwhile.
  await ctx.db.execute(sql`update outbox set next_at = created_at where id = ${outboxId} and state = 'pending'`);
  ctx.ring?.();
}
