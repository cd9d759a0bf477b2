import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { type CivilDate } from '../../domain/dates.ts';
import { isMember, standingAt } from '../member-standings.ts';

/** How many members of a secretariat's POs, of today or to come, stand where on the way to the extranet. */
export async function countStandings(
  db: Database,
  regionId: string,
  { today, now }: { today: CivilDate; now: Date },
): Promise<Record<string, number>> {
  const rows = await db.execute<{ state: string; people: number }>(sql`
    select ${standingAt(now)} as state, count(*)::int as people from member_standing k
    where ${isMember({ regionId, today, now })} group by 1`);
  return Object.fromEntries(rows.map(({ state, people }) => [state, people]));
}
