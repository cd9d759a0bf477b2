import { sql } from 'drizzle-orm';
import { runEntry } from './run-entry.ts';
import type { Handlers, WorkContext } from './work-context.ts';

/**
 * Does all that is due, now, in this process and without a queue: for tests and for loading demonstration data.
 * `by` moves the moment up to which rows count as due; rows that a handler puts off are not taken twice.
 * Resolves with the number of rows taken; failures are in the ledger.
 */
export async function runDue(ctx: WorkContext, handlers: Handlers, by: Date = ctx.now()): Promise<number> {
  const taken = new Set<string>();
  for (;;) {
    const rows = await ctx.db.execute<{ id: string }>(sql`
      select id from outbox where state = 'pending' and next_at <= greatest(now(), ${by.toISOString()}::timestamptz)
      order by next_at, id limit 100`);
    const fresh = rows.filter((row) => !taken.has(row.id));
    if (fresh.length === 0) return taken.size;
    for (const { id } of fresh) {
      taken.add(id);
      await runEntry(ctx, handlers, id).catch(() => {});
    }
  }
}
