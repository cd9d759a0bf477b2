import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';

/** `refused`: by the other server. `blocked`: not sent, the address had refused before. `unknown`: the link dropped. */
export type Undelivered = { week: CivilDate; refused: number; blocked: number; unknown: number };

/** Mails that did not arrive, by the week in which they were to leave: of the people and requests of a secretariat. */
export async function countUndelivered(db: Database, regionId: string, from: CivilDate): Promise<Undelivered[]> {
  return db.execute<Undelivered>(sql`
    select date_trunc('week', m.created_at at time zone 'Europe/Brussels')::date::text as week,
      count(*) filter (where m.state = 'failed' and m.error_code is distinct from 'suppressed')::int as refused,
      count(*) filter (where m.state = 'failed' and m.error_code = 'suppressed')::int as blocked,
      count(*) filter (where m.state = 'unknown')::int as unknown
    from mail m
    where m.state in ('failed', 'unknown') and m.created_at >= ${from}::date::timestamp at time zone 'Europe/Brussels'
      and (exists (select from submission s where s.id = m.submission_id and s.region_id = ${regionId}::uuid)
        or exists (select from mandate d join po on po.id = d.po_id where po.region_id = ${regionId}::uuid
          and d.person_id = coalesce(m.person_id, (select a.person_id from member_account a where a.id = m.account_id))))
    group by 1`);
}
