import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import { mayChangeView } from '../commands/views/get-own-view.ts';
import type { SavedView } from '../contracts/saved-views.ts';
import type { Database } from '../db/client.ts';
import { savedView } from '../db/tables/saved-view.ts';
import { staffUser } from '../db/tables/staff-user.ts';

/** The saved views that somebody sees: their own first, then those that colleagues share, each by name. */
export async function listViews(db: Database, actor: StaffActor): Promise<SavedView[]> {
  const isOwn = eq(savedView.ownerId, actor.id);
  const rows = await db
    .select({ view: savedView, owner: staffUser.name })
    .from(savedView)
    .innerJoin(staffUser, eq(staffUser.id, savedView.ownerId))
    .where(and(eq(savedView.regionId, actor.regionId), or(isOwn, savedView.shared)))
    .orderBy(desc(isOwn), sql`fold(${savedView.name})`, savedView.id);
  return rows.map(({ view, owner }) => ({
    id: view.id,
    name: view.name,
    filters: view.filters,
    shared: view.shared,
    owner: view.ownerId === actor.id ? null : owner,
    mayChange: mayChangeView(actor, view),
  }));
}
