import { sql } from 'drizzle-orm';
import { giveUpExport, runExport } from '../commands/exports/run-export.ts';
import type { Handler, WorkContext } from './work-context.ts';

/** Longer than the worst pause between two pieces. A worker that was killed is missed for so long. */
const LEASE_SECONDS = 20;
/** The lease is renewed no more often than so. */
const RENEW_MS = 5_000;

/** Writes the file of an export after the row is reserved: no transaction that writes stays open so long. */
export const exportHandler: Handler = {
  async run(_ctx, entry) {
    return {
      outcome: 'leased',
      seconds: LEASE_SECONDS,
      afterCommit: (ctx) => write(ctx, entry.id, entry.ref),
    };
  },
  giveUp: (ctx, entry) => giveUpExport(ctx, entry.ref),
};

async function write(ctx: WorkContext, outboxId: string, runId: string): Promise<void> {
  let renewedAt = performance.now();
  await runExport(ctx, runId, {
    singleHolderRoles: ctx.singleHolderRoles,
    async stillAtIt() {
      if (performance.now() - renewedAt < RENEW_MS) return;
      renewedAt = performance.now();
      await ctx.db.execute(sql`
        update outbox set next_at = now() + make_interval(secs => ${LEASE_SECONDS}) where id = ${outboxId} and state = 'pending'`);
    },
  });
  await ctx.db.execute(sql`
    update outbox set state = 'done', done_at = now(), error_code = null where id = ${outboxId} and state = 'pending'
      and not exists (select from export_run where id = ${runId} and state in ('ordered', 'running'))`);
}
