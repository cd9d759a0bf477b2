import type { Database } from '@guichet/shared/db/client';
import { formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { sql } from 'drizzle-orm';

/** When the file of a PO was last confirmed, and by whom, in words; null when it never was. */
export async function readLastConfirmation(db: Database, poId: string): Promise<string | null> {
  const [row] = await db.execute<{ at: string; by: string }>(sql`
    select v.confirmed_at as at, h.first_name || ' ' || h.last_name as by
    from verification v join person h on h.id = v.confirmed_by
    where v.po_id = ${poId} and v.confirmed_at is not null order by v.confirmed_at desc limit 1`);
  return row ? `le ${formatDate(todayInBrussels(new Date(row.at)))} par ${row.by}` : null;
}
