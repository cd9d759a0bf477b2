import { lt, lte } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { memberVisit } from '../../db/tables/member-visit.ts';
import { resourceFile } from '../../db/tables/resource-file.ts';

/** After so long, nothing that stands in the menu is "new" to anybody. */
const VISIT_DAYS = 400;

/** Lets go of files that no resource holds any more, and of visits that were long ago. Answers how many files went. */
export async function sweepResources(db: Database, now: Date): Promise<number> {
  const gone = await db.delete(resourceFile).where(lte(resourceFile.expiresAt, now)).returning({ id: resourceFile.id });
  const longAgo = new Date(now.getTime() - VISIT_DAYS * 86_400_000);
  await db.delete(memberVisit).where(lt(memberVisit.seenAt, longAgo));
  return gone.length;
}
