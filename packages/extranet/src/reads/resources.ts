import type { Database } from '@guichet/shared/db/client';
import { resource } from '@guichet/shared/db/tables/resource';
import type { Role } from '@guichet/shared/domain/roles';
import { and, eq, isNull } from 'drizzle-orm';

export type ResourceRow = typeof resource.$inferSelect;

/** The entries of the menu that these roles open, in their order. */
export async function listResources(db: Database, roles: readonly Role[]): Promise<ResourceRow[]> {
  const all = await db
    .select()
    .from(resource)
    .where(isNull(resource.archivedAt))
    .orderBy(resource.position, resource.title);
  return all.filter((entry) => opens(entry, roles));
}

export async function findResource(db: Database, slug: string): Promise<ResourceRow | null> {
  const [found] = await db
    .select()
    .from(resource)
    .where(and(eq(resource.slug, slug), isNull(resource.archivedAt)));
  return found ?? null;
}

/** Whether one of the roles opens the resource; without a list of roles it is open to every member. */
export function opens({ roles: wanted }: Pick<ResourceRow, 'roles'>, held: readonly Role[]): boolean {
  return wanted === null || wanted.some((role) => held.includes(role));
}
