import { eq } from 'drizzle-orm';
import { savedView } from '../../db/tables/saved-view.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireStaff } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { getOwnView } from './get-own-view.ts';

/** Deletes a view. @throws NotFoundError when it is gone already, ForbiddenError for a colleague's */
export async function deleteView(ctx: Context, { viewId }: { viewId: string }): Promise<void> {
  const actor = requireStaff(ctx);
  await inTransaction(ctx, async (tx) => {
    const { id, name, shared, filters } = await getOwnView(tx, actor, viewId);
    await tx.db.delete(savedView).where(eq(savedView.id, id));
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'delete-view', subject: { type: 'saved-view', id }, before: { name, shared, filters } },
    ]);
  });
}
