import { and, eq, or } from 'drizzle-orm';
import { savedView } from '../../db/tables/saved-view.ts';
import { ForbiddenError, NotFoundError } from '../../errors/errors.ts';
import type { StaffActor, TransactionContext } from '../context.ts';

/** Whether somebody may change or delete a view: its owner, and an administrator when it is shared. */
export function mayChangeView(
  actor: StaffActor,
  { ownerId, shared }: Pick<typeof savedView.$inferSelect, 'ownerId' | 'shared'>,
): boolean {
  return ownerId === actor.id || (shared && actor.role === 'administrator');
}

/**
 * A view that this person may change, locked.
 * @throws NotFoundError when there is none that they see, ForbiddenError when it is a colleague's
 */
export async function getOwnView(
  { db }: TransactionContext,
  actor: StaffActor,
  viewId: string,
): Promise<typeof savedView.$inferSelect> {
  const [view] = await db
    .select()
    .from(savedView)
    .where(
      and(
        eq(savedView.id, viewId),
        eq(savedView.regionId, actor.regionId),
        or(savedView.shared, eq(savedView.ownerId, actor.id)),
      ),
    )
    .for('update');
  if (!view) throw new NotFoundError(`no view ${viewId}`, { userMessage: 'Cette vue n’existe plus.' });
  if (mayChangeView(actor, view)) return view;
  throw new ForbiddenError(`view ${viewId} belongs to somebody else`, {
    userMessage: 'Cette vue est à un·e collègue : enregistrez la vôtre.',
  });
}
