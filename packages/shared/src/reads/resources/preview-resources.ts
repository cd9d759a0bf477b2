import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { isShownOn } from '../../domain/resource-audience.ts';
import type { Role } from '../../domain/roles.ts';
import { openEntries, readMenu } from './read-menu.ts';

/**
 * What somebody with this role, or with none, in this PO finds in the menu on that day: by the same rule as in the extranet.
 * Without a PO, it is a member of one that no resource is kept for.
 */
export async function previewResources(
  db: Database,
  { role, poId, day }: { role: Role | null; poId: string | null; day: CivilDate },
) {
  const menu = await readMenu(db);
  const held = [{ poId: poId ?? '', roles: role === null ? [] : [role] }];
  return {
    shown: menu.filter((entry) => isShownOn(entry, day)).length,
    resources: openEntries(menu, held, day).map(({ id, title, description, url, file }) => ({
      ...{ id, title, description, url },
      file: file && { id: file.id, name: file.name, kind: file.kind, bytes: file.bytes },
    })),
  };
}
