import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { resource } from '../../db/tables/resource.ts';
import { resourceFile } from '../../db/tables/resource-file.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { type Audience, type Held, isShownOn, whyShut } from '../../domain/resource-audience.ts';
import type { Role } from '../../domain/roles.ts';

export type MenuEntry = Omit<typeof resource.$inferSelect, 'roles'> &
  Audience & {
    archived: boolean;
    file: Pick<typeof resourceFile.$inferSelect, 'id' | 'name' | 'kind' | 'bytes' | 'sha256' | 'uploadedAt'> | null;
    /** Those whom the installation calls administrators. */
    administratorRoles: Role[];
  };

/** Every entry of the menu in its order, or the one of that address, shown or not, with all that decides who opens it. */
export async function readMenu(db: Database, { slug }: { slug?: string | undefined } = {}): Promise<MenuEntry[]> {
  const { id, name, kind, bytes, sha256, uploadedAt } = resourceFile;
  const rows = await db
    .select({
      resource,
      file: { id, name, kind, bytes, sha256, uploadedAt },
      // A PO that was merged into another lives on in it, with its members.
      poIds: sql<string[]>`coalesce((
        with recursive own (po_id) as (
          select po_id from resource_po where resource_id = ${resource.id}
          union select merged_into from own join po on po.id = own.po_id where merged_into is not null
        ) select jsonb_agg(po_id) from own), '[]'::jsonb)`,
      administratorRoles: sql<Role[]>`(select to_jsonb(a.roles) from administrator_roles a)`,
    })
    .from(resource)
    .leftJoin(resourceFile, eq(resourceFile.id, resource.fileId))
    .where(slug === undefined ? undefined : eq(resource.slug, slug))
    .orderBy(asc(resource.position), asc(resource.title));
  return rows.map(({ resource: row, ...rest }) => ({ ...row, ...rest, archived: row.archivedAt !== null }));
}

/** What somebody who holds this finds in the menu on that day. */
export function openEntries(menu: readonly MenuEntry[], held: readonly Held[], day: CivilDate): MenuEntry[] {
  return menu.filter((entry) => isShownOn(entry, day) && whyShut(entry, held, entry.administratorRoles) === null);
}
