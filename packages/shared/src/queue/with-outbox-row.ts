import { sql } from 'drizzle-orm';
import type { OutboxKind } from './outbox.ts';
import type { Outcome, OutboxWork, WorkContext, WorkTransaction } from './work-context.ts';

/**
 * Runs `work` in one transaction with the pending row locked, and writes what became of it in the same transaction.
 * Resolves with null when there is nothing to do: the row is done, cancelled, dead, or another worker holds it.
 */
export async function withOutboxRow(
  ctx: WorkContext,
  outboxId: string,
  work: (tx: WorkTransaction, entry: OutboxWork) => Promise<Outcome>,
): Promise<Outcome | null> {
  const outcome = await ctx.db.transaction(async (db) => {
    // Skipping beats waiting: a worker that waits holds a connection for work that another one is doing.
    const [row] = await db.execute<{ kind: OutboxKind; ref: string; attempts: number }>(sql`
      select kind, ref, attempts from outbox where id = ${outboxId} and state = 'pending' for update skip locked`);
    if (!row) return null;
    const result = await work({ ...ctx, db }, { id: outboxId, kind: row.kind, ref: row.ref, attempts: row.attempts });
    switch (result.outcome) {
      case 'done':
        await db.execute(
          sql`update outbox set state = 'done', done_at = now(), error_code = null where id = ${outboxId}`,
        );
        break;
      case 'later':
        await db.execute(sql`
          update outbox set next_at = now() + make_interval(secs => ${result.seconds}), error_code = ${result.code}
          where id = ${outboxId}`);
        break;
      case 'leased':
        await db.execute(sql`
          update outbox set next_at = now() + make_interval(secs => ${result.seconds}) where id = ${outboxId}`);
    }
    return result;
  });
  // What was committed may have written rows of its own.
  if (outcome?.outcome === 'done') ctx.ring?.();
  return outcome;
}
