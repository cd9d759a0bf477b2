import { type SQL, sql } from 'drizzle-orm';
import type { CivilDate } from '../../domain/dates.ts';
import { cameBack } from '../../mail/reports/newest-report.ts';

/** The midnight of Brussels that begins a day. */
export const midnight = (day: CivilDate): SQL => sql`${day}::date::timestamp at time zone 'Europe/Brussels'`;

/**
 * Mails that were to leave from a day on and did not arrive, of the people and requests of a secretariat: `id`,
 * `created_at`, whose they are and `how` (domain/undelivered.ts).
 */
export function undeliveredMails(regionId: string, from: CivilDate): SQL {
  const since = midnight(from);
  return sql`
    select gone.* from (
      select id, submission_id, person_id, account_id, created_at,
        case when state = 'unknown' then 'unknown' when error_code = 'suppressed' then 'blocked' else 'refused' end as how
      from mail where state in ('failed', 'unknown') and created_at >= ${since}
      union all
      select distinct m.id, m.submission_id, m.person_id, m.account_id, m.created_at, 'returned'
      from mail_report r join mail m on m.id = r.mail_id
      -- Found by what bounced lately, which is little.
      where r.kind = 'bounced' and r.received_at >= ${since} and m.created_at >= ${since} and ${cameBack}
    ) gone
    where exists (select from submission s where s.id = gone.submission_id and s.region_id = ${regionId}::uuid)
      or exists (select from mandate d join po on po.id = d.po_id where po.region_id = ${regionId}::uuid
        and d.person_id = coalesce(gone.person_id, (select a.person_id from member_account a where a.id = gone.account_id)))`;
}
