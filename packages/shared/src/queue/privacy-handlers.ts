import { sql } from 'drizzle-orm';
import { carryOutErasure, giveUpErasure } from '../commands/privacy/carry-out-erasure.ts';
import { runRetention } from '../commands/privacy/run-retention.ts';
import { loadRetentionPeriods } from '../reads/load-settings.ts';
import type { SettingDefaults } from '../settings/settings.ts';
import { DONE, type Handler, type WorkContext } from './work-context.ts';

/** A worker that is told to stop ends within so long, and other work gets its turn. */
const SLICE_MS = 4_000;
/** Longer than a slice with its last batch. */
const LEASE_SECONDS = 60;

type Kept = { given: SettingDefaults; erasureList: string | null };

export function erasePersonHandler({ erasureList }: Pick<Kept, 'erasureList'>): Handler {
  return {
    async run(ctx, entry) {
      await carryOutErasure(ctx, entry.ref, erasureList);
      return DONE;
    },
    giveUp: (ctx, entry) => giveUpErasure(ctx, entry.ref),
  };
}

/** The row of the ledger is only reserved for a slice; what is done is in the rows that are gone, and in the report. */
export function retentionHandler(kept: Kept): Handler {
  return {
    async run(_ctx, entry) {
      const afterCommit = (ctx: WorkContext) => runSlice(ctx, entry.id, { runId: entry.ref, kept });
      return { outcome: 'leased', seconds: LEASE_SECONDS, afterCommit };
    },
  };
}

async function runSlice(
  ctx: WorkContext,
  outboxId: string,
  { runId, kept: { given, erasureList } }: { runId: string; kept: Kept },
): Promise<void> {
  const began = performance.now();
  const periods = await loadRetentionPeriods(ctx.db, given);
  const { over } = await runRetention(ctx, runId, { periods, erasureList }, () => performance.now() - began < SLICE_MS);
  await ctx.db.execute(
    over
      ? sql`update outbox set state = 'done', done_at = now(), error_code = null where id = ${outboxId} and state = 'pending'`
      : sql`update outbox set next_at = now() where id = ${outboxId} and state = 'pending'`,
  );
  if (!over) ctx.ring?.();
}
