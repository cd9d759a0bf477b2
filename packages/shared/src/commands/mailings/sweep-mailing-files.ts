import { lte } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';

/** Lets go of files that no mailing and no template holds any more. Answers how many went. */
export async function sweepMailingFiles(db: Database, now: Date): Promise<number> {
  const gone = await db.delete(mailingFile).where(lte(mailingFile.expiresAt, now)).returning({ id: mailingFile.id });
  return gone.length;
}
