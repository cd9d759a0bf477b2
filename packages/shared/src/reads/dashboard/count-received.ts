import { sql } from 'drizzle-orm';
import { civilWeeks } from '../../db/civil-days.ts';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';

export type Received = { week: CivilDate; type: string; requests: number };

/** How many requests of each kind came to a secretariat in each week (of Brussels, by its Monday) since the Monday `from`. */
export async function countReceived(db: Database, regionId: string, from: CivilDate): Promise<Received[]> {
  const { mondays, week } = civilWeeks(from);
  return db.execute<Received>(sql`
    with ${mondays}
    select week::text, type, requests from (
      select ${week('created_at')} as week, type, count(*)::int as requests from change_request
      where region_id = ${regionId}::uuid and created_at >= ${from}::date::timestamp at time zone 'Europe/Brussels'
      group by 1, 2) as weeks`);
}
