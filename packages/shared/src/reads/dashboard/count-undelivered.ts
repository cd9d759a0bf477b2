import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { cameBack } from '../../mail/reports/newest-report.ts';

/**
 * `refused`: by the other server. `returned`: it came back later. `blocked`: not sent, the address had refused before.
 * `unknown`: the link dropped.
 */
export type Undelivered = { week: CivilDate; refused: number; returned: number; blocked: number; unknown: number };

/** Mails that did not arrive, by the week in which they were to leave: of the people and requests of a secretariat. */
export async function countUndelivered(db: Database, regionId: string, from: CivilDate): Promise<Undelivered[]> {
  const since = sql`${from}::date::timestamp at time zone 'Europe/Brussels'`;
  return db.execute<Undelivered>(sql`
    with gone as (
      select id, submission_id, person_id, account_id, created_at,
        case when state = 'unknown' then 'unknown' when error_code = 'suppressed' then 'blocked' else 'refused' end as how
      from mail where state in ('failed', 'unknown') and created_at >= ${since}
      union all
      select distinct m.id, m.submission_id, m.person_id, m.account_id, m.created_at, 'returned'
      from mail_report r join mail m on m.id = r.mail_id
      -- Found by what bounced lately, which is little.
      where r.kind = 'bounced' and r.received_at >= ${since} and m.created_at >= ${since} and ${cameBack}
    )
    select date_trunc('week', m.created_at at time zone 'Europe/Brussels')::date::text as week,
      count(*) filter (where how = 'refused')::int as refused, count(*) filter (where how = 'returned')::int as returned,
      count(*) filter (where how = 'blocked')::int as blocked, count(*) filter (where how = 'unknown')::int as unknown
    from gone m
    where exists (select from submission s where s.id = m.submission_id and s.region_id = ${regionId}::uuid)
      or exists (select from mandate d join po on po.id = d.po_id where po.region_id = ${regionId}::uuid
        and d.person_id = coalesce(m.person_id, (select a.person_id from member_account a where a.id = m.account_id)))
    group by 1`);
}
