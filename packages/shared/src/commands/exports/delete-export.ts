import { and, eq, ne } from 'drizzle-orm';
import { exportChunk } from '../../db/tables/export-chunk.ts';
import { exportRun } from '../../db/tables/export-run.ts';
import { cancelOutbox } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { NO_SUCH_EXPORT } from './open-export-file.ts';
import { requireStaff } from '../staff-decision.ts';

/**
 * Deletes the file of one's own export, or stops one that is not written yet: a worker at it notices and lets go.
 * @throws NotFoundError when it is not one's own, or is gone already
 */
export async function deleteExport(ctx: Context, { id }: { id: string }): Promise<void> {
  const actor = requireStaff(ctx);
  await inTransaction(ctx, async (tx) => {
    const [gone] = await tx.db
      .update(exportRun)
      .set({ state: 'deleted' })
      .where(
        and(
          eq(exportRun.id, id),
          eq(exportRun.staffId, actor.id),
          ne(exportRun.state, 'deleted'),
          ne(exportRun.state, 'failed'),
        ),
      )
      .returning({ id: exportRun.id });
    if (!gone) throw NO_SUCH_EXPORT(id);
    await tx.db.delete(exportChunk).where(eq(exportChunk.runId, id));
    await cancelOutbox(tx.db, 'export', [id]);
    await writeAudit(tx.db, actor, tx.now(), [{ action: 'delete-export', subject: { type: 'export', id } }]);
  });
}
