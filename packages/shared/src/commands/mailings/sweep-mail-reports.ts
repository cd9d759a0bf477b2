import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';

/** What fits none of our mails is of use to operators for so long. */
const UNMATCHED_DAYS = 90;

/** Lets go of the reports that fit no mail, after a while. Resolves with how many. */
export async function sweepMailReports(db: Database, now: Date): Promise<number> {
  const { count } = await db.execute(sql`
    delete from mail_report where mail_id is null
      and received_at < ${now.toISOString()}::timestamptz - make_interval(days => ${UNMATCHED_DAYS})`);
  return count;
}
