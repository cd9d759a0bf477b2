import { and, eq, ne, sql } from 'drizzle-orm';
import type { ViewFilters } from '../../contracts/saved-views.ts';
import { savedView } from '../../db/tables/saved-view.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireStaff } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { getOwnView } from './get-own-view.ts';
import { nameTaken, readViewName } from './read-view-name.ts';

/**
 * Renames a view, shares it or keeps it for oneself, or gives it other filters. Nothing new changes nothing.
 * @throws NotFoundError, ForbiddenError for a colleague's, InvalidInputError for a name that is missing or taken
 */
export async function changeView(
  ctx: Context,
  input: { viewId: string; name: string; shared: boolean; filters?: ViewFilters | undefined },
): Promise<void> {
  const actor = requireStaff(ctx);
  const name = readViewName(input.name);
  await inTransaction(ctx, async (tx) => {
    const view = await getOwnView(tx, actor, input.viewId);
    const before = { name: view.name, shared: view.shared, filters: view.filters };
    const after = { name, shared: input.shared, filters: input.filters ?? view.filters };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const namesake = and(
      eq(savedView.ownerId, view.ownerId),
      ne(savedView.id, view.id),
      sql`lower(${savedView.name}) = lower(${name})`,
    );
    if ((await tx.db.$count(savedView, namesake)) > 0) throw nameTaken();
    await tx.db
      .update(savedView)
      .set({ ...after, updatedAt: tx.now() })
      .where(eq(savedView.id, view.id));
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'change-view', subject: { type: 'saved-view', id: view.id }, before, after },
    ]);
  });
}
