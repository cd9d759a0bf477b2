import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';

/** Deletes the drafts whose thirty days are over, and what their links held. Answers how many drafts went. */
export async function deleteExpiredDrafts(db: Database): Promise<number> {
  const { count } = await db.execute(sql`delete from draft where expires_at <= now()`);
  await db.execute(sql`delete from token_draft t where not exists (select from draft d where d.id = t.draft_id)`);
  return count;
}
