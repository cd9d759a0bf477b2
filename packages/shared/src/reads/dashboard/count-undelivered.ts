import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { HowUndelivered } from '../../domain/undelivered.ts';
import { undeliveredMails } from './undelivered-mails.ts';

export type Undelivered = { week: CivilDate } & Record<HowUndelivered, number>;

/** Mails that did not arrive, by the week in which they were to leave: of the people and requests of a secretariat. */
export async function countUndelivered(db: Database, regionId: string, from: CivilDate): Promise<Undelivered[]> {
  return db.execute<Undelivered>(sql`
    select date_trunc('week', m.created_at at time zone 'Europe/Brussels')::date::text as week,
      count(*) filter (where how = 'refused')::int as refused, count(*) filter (where how = 'returned')::int as returned,
      count(*) filter (where how = 'blocked')::int as blocked, count(*) filter (where how = 'unknown')::int as unknown
    from (${undeliveredMails(regionId, from)}) m
    group by 1`);
}
