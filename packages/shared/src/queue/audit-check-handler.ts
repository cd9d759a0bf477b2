import { sql } from 'drizzle-orm';
import { giveUpAuditCheck, runAuditCheck } from '../commands/audit/run-audit-check.ts';
import type { Handler } from './work-context.ts';

/** Renewed after every few thousand seals: a worker that was killed is missed for so long. */
const LEASE_SECONDS = 60;

/** Checks the chain after the commit: it reads one snapshot of everything, and holds no row of the ledger meanwhile. */
export const auditCheckHandler: Handler = {
  async run(_tx, entry) {
    return {
      outcome: 'leased',
      seconds: LEASE_SECONDS,
      async afterCommit(ctx) {
        await runAuditCheck(ctx, entry.ref, async () => {
          await ctx.db.execute(sql`
            update outbox set next_at = now() + make_interval(secs => ${LEASE_SECONDS}) where id = ${entry.id} and state = 'pending'`);
        });
        await ctx.db.execute(sql`
          update outbox set state = 'done', done_at = now(), error_code = null where id = ${entry.id} and state = 'pending'`);
      },
    };
  },
  giveUp: (tx, entry, code) => giveUpAuditCheck(tx, entry.ref, code),
};
