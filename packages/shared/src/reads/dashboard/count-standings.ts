import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { type CivilDate } from '../../domain/dates.ts';

/** How many members of a secretariat's POs, of today or to come, stand where on the way to the extranet. */
export async function countStandings(
  db: Database,
  regionId: string,
  { today, now }: { today: CivilDate; now: Date },
): Promise<Record<string, number>> {
  const rows = await db.execute<{ state: string; people: number }>(sql`
    select state, count(*)::int as people
    from standings_of_members(${regionId}::uuid, ${today}::date, ${now.toISOString()}::timestamptz) group by 1`);
  return Object.fromEntries(rows.map(({ state, people }) => [state, people]));
}
