import { sql } from 'drizzle-orm';
import type { VisitedList } from '../../db/tables/member-visit.ts';
import type { Context } from '../context.ts';

/** Who looks at a list again within so long is on the same visit. */
const VISIT_HOURS = 2;

/**
 * Notes that a member looks at a list. Answers when the visit before this one ended; null at the first, when everything is
 * new and nothing is worth saying so.
 */
export async function noteVisit(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { accountId, list }: { accountId: string; list: VisitedList },
): Promise<Date | null> {
  const at = sql`${now().toISOString()}::timestamptz`;
  const [row] = await db.execute<{ before: string | Date | null }>(sql`
    insert into member_visit as v (account_id, list, seen_at) values (${accountId}, ${list}, ${at})
    on conflict (account_id, list) do update set
      seen_before = case when v.seen_at < ${at} - make_interval(hours => ${VISIT_HOURS}) then v.seen_at else v.seen_before end,
      seen_at = greatest(v.seen_at, ${at})
    returning seen_before as before`);
  return row?.before == null ? null : new Date(row.before);
}
