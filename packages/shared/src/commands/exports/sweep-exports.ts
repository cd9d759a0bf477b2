import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { EXPORT_SHOWN_DAYS } from '../../domain/exports.ts';

/**
 * Lets go of the files whose time is over, of pieces that a worker left behind when its export was deleted, and of exports
 * that nobody is shown any more. Answers how many files went.
 */
export async function sweepExports(db: Database, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const over = await db.execute(sql`
    update export_run set state = 'deleted' where state = 'done' and expires_at <= ${at} returning id`);
  await db.execute(sql`
    delete from export_chunk c using export_run r where r.id = c.run_id and r.state in ('deleted', 'failed')`);
  await db.execute(sql`
    delete from export_run where ordered_at < ${at} - make_interval(days => ${EXPORT_SHOWN_DAYS})
      and state in ('deleted', 'failed')`);
  return over.length;
}
