import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { bulkItem } from '../../db/tables/bulk-item.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { ConflictError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { undoApprovals } from '../undo-approval.ts';
import { writeAudit } from '../write-audit.ts';
import { lockBulkRun, stopWaiting } from './stop-bulk-run.ts';

/**
 * Takes back the approvals of a run that are not applied yet, all at once, and stops what it has not come to. Resolves
 * with how many were taken back; the others are applied, or were taken back one by one.
 * @throws ConflictError when there is nothing to take back any more, NotFoundError in another region, ForbiddenError for
 *   readers
 */
export async function undoBulkRun(ctx: Context, { runId }: { runId: string }): Promise<{ undone: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const run = await lockBulkRun(tx, actor, runId);
    const stopped = run.finishedAt === null ? await stopWaiting(tx, actor, runId) : 0;
    const approved = await tx.db
      .select({ decisionId: sql<string>`${bulkItem.decisionId}` })
      .from(bulkItem)
      .where(and(eq(bulkItem.runId, runId), eq(bulkItem.state, 'done'), isNotNull(bulkItem.decisionId)));
    const ids = approved.map(({ decisionId }) => decisionId);
    const undone = await undoApprovals(tx, actor, ids);
    if (undone.length + stopped === 0) {
      throw new ConflictError(`Nothing of bulk run ${runId} can be taken back any more.`, {
        userMessage: 'C’est trop tard : tout ce lot est déjà appliqué ou annulé.',
      });
    }
    const undoneIds = undone.map(({ decisionId }) => decisionId);
    await tx.db
      .update(bulkItem)
      .set({ state: 'undone', outcome: 'Approbation annulée : la demande est à traiter.', at: tx.now() })
      .where(and(eq(bulkItem.runId, runId), sql`${bulkItem.decisionId} = any(${uuidList(undoneIds)})`));
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'undo-bulk-run', subject: { type: 'bulk-run', id: runId }, after: { requests: undone.length } },
    ]);
    return { undone: undone.length };
  });
}
