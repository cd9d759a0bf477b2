import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { startFlight } from '../db/flight.ts';
import { uuidList } from '../db/uuid-list.ts';
import type { OutboxWork, Outcome, WorkContext, WorkTransaction } from './work-context.ts';

/**
 * Runs `work` in one transaction with the pending rows locked, and writes what became of each in the same transaction.
 * Resolves with nothing when there is nothing to do: rows that are done, cancelled, dead, or held by another worker are
 * left out.
 */
export async function withOutboxRows(
  ctx: WorkContext,
  outboxIds: readonly string[],
  work: (tx: WorkTransaction, entries: OutboxWork[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const outcomes = await ctx.db.transaction(async (db) => {
    // Skipping beats waiting: a worker that waits holds a connection for work that another one is doing.
    const entries = [
      ...(await db.execute<OutboxWork>(sql`
        select id, kind, ref, attempts from outbox where id = any(${uuidList(outboxIds)}) and state = 'pending'
        order by id for update skip locked`)),
    ];
    if (entries.length === 0) return [];
    const found = await work({ ...ctx, db }, entries);
    await writeOutcomes(db, entries, found);
    return found;
  });
  // What was committed may have written rows of its own.
  if (outcomes.some(({ outcome }) => outcome === 'done')) ctx.ring?.();
  return outcomes;
}

async function writeOutcomes(db: Transaction, entries: OutboxWork[], outcomes: Outcome[]): Promise<void> {
  const flight = startFlight();
  const done = entries.filter((_, n) => outcomes[n]?.outcome === 'done').map(({ id }) => id);
  if (done.length > 0) {
    flight.send(
      db.execute(sql`
        update outbox set state = 'done', done_at = now(), error_code = null where id = any(${uuidList(done)})`),
    );
  }
  // Rows that wait equally long are written together: a batch of mails of one mailing is one statement.
  const waits = new Map<string, { ids: string[]; seconds: number; code: string | null }>();
  for (const [n, { id }] of entries.entries()) {
    const result = outcomes[n];
    if (result === undefined) throw new Error(`Nothing is said about what became of outbox row ${id}.`);
    if (result.outcome === 'done') continue;
    const code = result.outcome === 'later' ? result.code : null;
    const key = `${result.seconds} ${code}`;
    const wait = waits.get(key) ?? { ids: [], seconds: result.seconds, code };
    wait.ids.push(id);
    waits.set(key, wait);
  }
  for (const { ids, seconds, code } of waits.values()) {
    flight.send(
      db.execute(sql`
        update outbox set next_at = now() + make_interval(secs => ${seconds}), error_code = coalesce(${code}, error_code)
        where id = any(${uuidList(ids)})`),
    );
  }
  await flight.land();
}
