import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';

/** Deletes what the OpenID provider kept and whose time is over. Answers how many rows went. */
export async function sweepOpenid(db: Database): Promise<number> {
  // Codes and tokens of a grant go with it.
  const grants = await db.execute(sql`delete from oidc_grant where expires_at <= now()`);
  const records = await db.execute(sql`delete from oidc_record where expires_at <= now()`);
  return grants.count + records.count;
}
