import { sql } from 'drizzle-orm';
import { staffTask } from '../db/tables/staff-task.ts';
import { classifyFailure, failureDelay, MAX_ATTEMPTS } from './failure.ts';
import { retryCollisions } from './retry-collisions.ts';
import { withOutboxRows } from './with-outbox-rows.ts';
import type { Handler, Handlers, OutboxWork, Outcome, WorkContext, WorkTransaction } from './work-context.ts';

/** The only thing that leaves a job that failed: a code. */
export class WorkFailed extends Error {
  constructor(code: string) {
    super(code);
    this.name = 'WorkFailed';
  }
}

/**
 * Does the work of one outbox row, once. The one place that decides what an error means: tried again later without
 * counting, counted, or given up and handed to people.
 * @throws WorkFailed with a code, after the ledger knows when to try again
 */
export async function runEntry(ctx: WorkContext, handlers: Handlers, outboxId: string): Promise<void> {
  let entry: OutboxWork | undefined;
  try {
    const outcomes = await retryCollisions(() =>
      withOutboxRows(ctx, [outboxId], async (tx, locked) => {
        [entry] = locked;
        return await runHandler(handlers, tx, locked);
      }),
    );
    await finishLeased(ctx, outcomes);
  } catch (error) {
    const failure = classifyFailure(error);
    const facts = { outboxId, kind: entry?.kind, code: failure.code };
    if (failure.kind === 'passing') ctx.log.warn(facts, 'work put off: a server is away or busy');
    else ctx.log.error({ ...facts, err: error }, 'work failed');
    await recordFailure(ctx, handlers, outboxId, failure.kind === 'unknown', failure.code).catch(() => {
      // The database is away: the row comes back by itself, at the time the dispatcher gave it.
    });
    throw new WorkFailed(failure.code);
  }
}

/** What the handler of their kind makes of rows, which are locked and of one kind. */
export async function runHandler(
  handlers: Handlers,
  tx: WorkTransaction,
  entries: readonly OutboxWork[],
): Promise<Outcome[]> {
  const handler: Handler | undefined = entries[0] && handlers[entries[0].kind];
  // Rows written by a newer release, while an older worker still runs.
  if (!handler) return entries.map(() => ({ outcome: 'later', seconds: 60, code: 'no-handler' }));
  if (handler.runTogether && entries.length > 1) return await handler.runTogether(tx, entries);
  const outcomes: Outcome[] = [];
  for (const entry of entries) outcomes.push(await handler.run(tx, entry));
  return outcomes;
}

/** The part of the work that comes after the commit. */
export async function finishLeased(ctx: WorkContext, outcomes: readonly Outcome[]): Promise<void> {
  for (const result of outcomes) if (result.outcome === 'leased') await result.afterCommit(ctx);
}

async function recordFailure(
  ctx: WorkContext,
  handlers: Handlers,
  outboxId: string,
  counted: boolean,
  code: string,
): Promise<void> {
  await ctx.db.transaction(async (db) => {
    const [row] = await db.execute<Omit<OutboxWork, 'id'>>(sql`
      select kind, ref, attempts from outbox where id = ${outboxId} and state = 'pending' for update skip locked`);
    if (!row) return;
    const attempts = row.attempts + (counted ? 1 : 0);
    if (attempts < MAX_ATTEMPTS) {
      const seconds = counted ? failureDelay(attempts) : 1 + Math.random();
      await db.execute(sql`
        update outbox set attempts = ${attempts}, error_code = ${code}, next_at = now() + make_interval(secs => ${seconds})
        where id = ${outboxId}`);
      return;
    }
    await handlers[row.kind]?.giveUp?.({ ...ctx, db }, { ...row, id: outboxId, attempts }, code);
    await db.execute(sql`
      update outbox set state = 'dead', attempts = ${attempts}, error_code = ${code}, done_at = now() where id = ${outboxId}`);
    await db
      .insert(staffTask)
      .values({
        kind: 'work-dead',
        ref: outboxId,
        reason: `Un travail automatique (${row.kind}) n’a pas abouti après ${attempts} essais : ${code}.`,
        detail: { kind: row.kind, ref: row.ref, code },
      })
      .onConflictDoNothing();
    ctx.log.error({ outboxId, kind: row.kind, code }, 'work given up');
  });
}
