import { and, eq } from 'drizzle-orm';
import { bulkItem } from '../../db/tables/bulk-item.ts';
import { bulkRun } from '../../db/tables/bulk-run.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Stops a run: what is done stays done, what has not had its turn says so. Anybody who may decide may stop it.
 * @throws ConflictError when it is over, NotFoundError in another region, ForbiddenError for readers
 */
export async function stopBulkRun(ctx: Context, { runId }: { runId: string }): Promise<{ stopped: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const run = await lockBulkRun(tx, actor, runId);
    if (run.finishedAt !== null) {
      throw new ConflictError(`Bulk run ${runId} is over.`, { userMessage: 'Ce lot est déjà terminé.' });
    }
    return { stopped: await stopWaiting(tx, actor, runId) };
  });
}

/** The run, held against the worker, which takes it for each request. @throws NotFoundError in another region */
export async function lockBulkRun(
  tx: TransactionContext,
  actor: StaffActor,
  runId: string,
): Promise<typeof bulkRun.$inferSelect> {
  const [run] = await tx.db
    .select()
    .from(bulkRun)
    .where(and(eq(bulkRun.id, runId), eq(bulkRun.regionId, actor.regionId)))
    .for('no key update');
  if (!run) throw new NotFoundError(`No bulk run ${runId}.`, { userMessage: 'Ce lot n’existe pas.' });
  return run;
}

/** Ends a run that is locked before its end. Resolves with how many requests did not have their turn. */
export async function stopWaiting(tx: TransactionContext, actor: StaffActor, runId: string): Promise<number> {
  const at = tx.now();
  const stopped = await tx.db
    .update(bulkItem)
    .set({ state: 'stopped', outcome: 'Le lot a été arrêté avant son tour.', at })
    .where(and(eq(bulkItem.runId, runId), eq(bulkItem.state, 'waiting')))
    .returning({ place: bulkItem.place });
  await tx.db.update(bulkRun).set({ stoppedAt: at, stoppedBy: actor.id, finishedAt: at }).where(eq(bulkRun.id, runId));
  await writeAudit(tx.db, actor, at, [
    { action: 'stop-bulk-run', subject: { type: 'bulk-run', id: runId }, after: { requests: stopped.length } },
  ]);
  return stopped.length;
}
