import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { ColleagueView } from '../contracts/triage.ts';
import type { Database, Transaction } from '../db/client.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { initialsOf } from '../domain/names.ts';

/** Who decides in a secretariat: whom a request can be given to. */
export async function listColleagues(db: Database | Transaction, regionId: string): Promise<ColleagueView[]> {
  const rows = await db
    .select({ id: staffUser.id, name: staffUser.name })
    .from(staffUser)
    .where(and(eq(staffUser.regionId, regionId), ne(staffUser.role, 'reader'), isNull(staffUser.disabledAt)))
    .orderBy(asc(staffUser.name));
  return rows.map(({ id, name }) => ({ id, name, initials: initialsOf(name) }));
}
