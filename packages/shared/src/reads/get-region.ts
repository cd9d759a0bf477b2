import { eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { region } from '../db/tables/region.ts';
import { NotFoundError } from '../errors/errors.ts';

/** A secretariat with its public contacts. @throws NotFoundError */
export async function getRegion(db: Database, id: string) {
  const [found] = await db.select().from(region).where(eq(region.id, id));
  if (!found) throw new NotFoundError(`no region ${id}`);
  return found;
}
