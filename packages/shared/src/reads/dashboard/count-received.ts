import { sql } from 'drizzle-orm';
import { civilDays } from '../../db/civil-days.ts';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';

export type Received = { week: CivilDate; type: string; requests: number };

/** How many requests of each kind came to a secretariat in each week (of Brussels, by its Monday) since `from`. */
export async function countReceived(db: Database, regionId: string, from: CivilDate): Promise<Received[]> {
  const { midnights, day } = civilDays(from);
  return db.execute<Received>(sql`
    with ${midnights}
    select date_trunc('week', day)::date::text as week, type, sum(requests)::int as requests from (
      select ${day('created_at')} as day, type, count(*) as requests from change_request
      where region_id = ${regionId}::uuid and created_at >= ${from}::date::timestamp at time zone 'Europe/Brussels'
      group by 1, 2) as days
    group by 1, 2`);
}
