import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/client.ts';
import type { Likeness } from '../../domain/duplicates.ts';

export type FoundPair = Likeness & { oneId: string; otherId: string };

/** The pair of two records, the lesser id first: one row for both orders. */
export function pairOf(a: string, b: string): { oneId: string; otherId: string } {
  return a < b ? { oneId: a, otherId: b } : { oneId: b, otherId: a };
}

/**
 * Writes pairs that a look found alike. One that is known is seen again, and comes back when it had ceased to be alike;
 * what people said of it stays, also of a record that was merged into one of the two.
 */
export async function savePairs(db: Database | Transaction, pairs: readonly FoundPair[], now: Date): Promise<void> {
  if (pairs.length === 0) return;
  await db.execute(sql`
    insert into duplicate_pair (one_id, other_id, score, reasons, found_at, seen_at)
    select "oneId", "otherId", score, reasons, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as found ("oneId" uuid, "otherId" uuid, score smallint, reasons text[])
    where not exists (
      select from (select "oneId" as id union all select id from person where merged_into = "oneId") a
      cross join (select "otherId" as id union all select id from person where merged_into = "otherId") b
      join duplicate_pair d on d.one_id = least(a.id, b.id) and d.other_id = greatest(a.id, b.id)
      where d.state = 'different' and (a.id <> "oneId" or b.id <> "otherId"))
    order by "oneId", "otherId"
    on conflict (one_id, other_id) do update set score = excluded.score, reasons = excluded.reasons, seen_at = excluded.seen_at,
      state = case duplicate_pair.state when 'gone' then 'open' else duplicate_pair.state end`);
}
