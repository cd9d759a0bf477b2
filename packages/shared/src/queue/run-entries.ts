import { classifyFailure } from './failure.ts';
import { finishLeased, runEntry, runHandler } from './run-entry.ts';
import { withOutboxRows } from './with-outbox-rows.ts';
import type { Handlers, Outcome, WorkContext } from './work-context.ts';

/**
 * Does the work of outbox rows of one kind, each once: together in one transaction, which costs far less than one for
 * each; or, when anything goes wrong with that, one by one, so that a row that cannot be done holds up no other.
 * @throws WorkFailed with a code, when at least one of them failed; the ledger knows when to try it again
 */
export async function runEntries(ctx: WorkContext, handlers: Handlers, outboxIds: readonly string[]): Promise<void> {
  if (outboxIds.length > 1) {
    const outcomes = await runTogether(ctx, handlers, outboxIds);
    if (outcomes) return await finishLeased(ctx, outcomes);
  }
  const failures: unknown[] = [];
  for (const id of outboxIds) await runEntry(ctx, handlers, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Null when it did not work: nothing is written then. */
async function runTogether(
  ctx: WorkContext,
  handlers: Handlers,
  outboxIds: readonly string[],
): Promise<Outcome[] | null> {
  try {
    return await withOutboxRows(ctx, outboxIds, (tx, entries) => runHandler(handlers, tx, entries));
  } catch (error) {
    ctx.log.info({ rows: outboxIds.length, code: classifyFailure(error).code }, 'not together: one by one');
    return null;
  }
}
