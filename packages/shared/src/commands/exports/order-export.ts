import { and, eq } from 'drizzle-orm';
import type { ExportSelection } from '../../contracts/exports.ts';
import { exportRun } from '../../db/tables/export-run.ts';
import type { ExportFormat } from '../../domain/exports.ts';
import { ConflictError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireStaff } from '../staff-decision.ts';

/**
 * Orders a list as a file, for whoever may read the list: all staff. The worker writes it. Sent twice, it is one export.
 * @throws ConflictError when the id is somebody else's
 */
export async function orderExport(
  ctx: Context,
  { id, format, selection }: { id: string; format: ExportFormat; selection: ExportSelection },
): Promise<{ id: string }> {
  const actor = requireStaff(ctx);
  return inTransaction(ctx, async (tx) => {
    const { list, filters } = selection;
    const [made] = await tx.db
      .insert(exportRun)
      .values({ id, staffId: actor.id, regionId: actor.regionId, list, filters, format, orderedAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: exportRun.id });
    if (!made) {
      const [own] = await tx.db
        .select({ id: exportRun.id })
        .from(exportRun)
        .where(and(eq(exportRun.id, id), eq(exportRun.staffId, actor.id)));
      if (!own) throw new ConflictError(`export ${id} is somebody else's`);
      return { id };
    }
    await enqueue(tx.db, [{ kind: 'export', ref: id }]);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'order-export', subject: { type: 'export', id }, after: { list, filters, format } },
    ]);
    return { id };
  });
}
