import type { Database } from '../../db/client.ts';
import { administratorRoles } from '../../db/tables/administrator-roles.ts';
import type { Role } from '../../domain/roles.ts';

/** Who "all administrators" are. */
export async function readAdministratorRoles(db: Database): Promise<{ roles: Role[]; version: number }> {
  const { roles, version } = administratorRoles;
  const [row] = await db.select({ roles, version }).from(administratorRoles);
  if (!row) throw new Error('The database has no list of administrators: migrate it first.');
  return row;
}
