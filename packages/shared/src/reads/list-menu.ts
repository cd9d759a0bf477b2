import type { ResourceView } from '../contracts/resources.ts';
import type { Database } from '../db/client.ts';
import { resource } from '../db/tables/resource.ts';

/** The menu of the extranet as administrators see it: in its order, with what was put away after it. */
export async function listMenu(db: Database): Promise<ResourceView[]> {
  const rows = await db.select().from(resource).orderBy(resource.position, resource.title);
  const views = rows.map(viewResource);
  return [...views.filter(({ archived }) => !archived), ...views.filter(({ archived }) => archived)];
}

export function viewResource(row: typeof resource.$inferSelect): ResourceView {
  const { id, title, description, url, roles, version, archivedAt } = row;
  return { id, title, description, url, roles, version, archived: archivedAt !== null };
}
