import { sql } from 'drizzle-orm';
import { civilDays } from '../../db/civil-days.ts';
import type { Database } from '../../db/client.ts';
import { type CivilDate } from '../../domain/dates.ts';
import { count, type Distribution } from '../../domain/distribution.ts';
import { mondayOf } from '../../domain/weeks.ts';
import { type Wait, workingDaysBetween, workingDaysHeld } from '../../domain/working-days.ts';

/** Working days that the decided requests of a week and a kind were with the secretariat. */
export type Delays = { week: CivilDate; type: string; days: Distribution };

type Span = { type: string; came: CivilDate; over: CivilDate };

/**
 * How long what was applied or refused since `from` had been with the secretariat, week by week of the settlement: in
 * working days, the clock standing still while its author had to answer (domain/request-age.ts).
 */
export async function measureDelays(db: Database, regionId: string, from: CivilDate): Promise<Delays[]> {
  const settled = sql`r.region_id = ${regionId}::uuid and r.settled_at >= ${from}::date::timestamp at time zone 'Europe/Brussels'
    and r.state in ('applied', 'rejected')`;
  const { midnights, day } = civilDays(from);
  const [spans, waiting] = await Promise.all([
    db.execute<Span & { requests: number }>(sql`
      with ${midnights}
      select type, came::text, over::text, requests from (
        select type, ${day('created_at')} as came, ${day('settled_at')} as over, count(*)::int as requests
        from change_request r where ${settled} group by 1, 2, 3) as counted`),
    db.execute<Span & { waits: Wait[] }>(sql`
      with ${midnights}
      select type, ${day('created_at')}::text as came, ${day('settled_at')}::text as over, waits
      from change_request r where ${settled} and waits is not null`),
  ]);
  const delays = new Map<string, Delays>();
  const mondays = new Map<CivilDate, CivilDate>();
  const add = ({ type, over }: Span, days: number, requests: number) => {
    const week = mondays.get(over) ?? mondayOf(over);
    mondays.set(over, week);
    const key = `${week} ${type}`;
    const found = delays.get(key) ?? { week, type, days: new Map() };
    delays.set(key, found);
    count(found.days, days, requests);
  };
  for (const { requests, ...span } of spans) add(span, workingDaysBetween(span.came, span.over), requests);
  // Those that waited are counted among the rest: each moves from where it would stand without its waits.
  for (const { waits, ...span } of waiting) {
    add(span, workingDaysBetween(span.came, span.over), -1);
    add(span, workingDaysHeld(span.came, span.over, waits), 1);
  }
  return [...delays.values()];
}
