import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';

/** Of a mailing: how many mails were not kept back, and how many of these go to somebody who presides none of the POs that it is about. */
export type Relief = { id: string; subject: string; startedOn: CivilDate; mails: number; others: number };

/** The mailings of a secretariat that left since a day in Brussels, the newest first, with how many mails went past presidents. */
export async function measureRelief(db: Database, regionId: string, from: CivilDate): Promise<Relief[]> {
  const rows = await db.execute<Relief>(sql`
    select m.id, m.subject, (m.started_at at time zone 'Europe/Brussels')::date::text as "startedOn",
      count(*)::int as mails, count(*) filter (where not r.president)::int as others
    from mailing m join mailing_recipient r on r.mailing_id = m.id and r.mail_id is not null
      join mail l on l.id = r.mail_id and l.state <> 'cancelled'
    where m.region_id = ${regionId}::uuid and m.started_at >= (${from}::date::timestamp at time zone 'Europe/Brussels')
    group by m.id order by m.started_at desc, m.id`);
  return [...rows];
}

/** The mails of several mailings together. */
export function sumRelief(rows: readonly Pick<Relief, 'mails' | 'others'>[]): { mails: number; others: number } {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return { mails: sum(rows.map(({ mails }) => mails)), others: sum(rows.map(({ others }) => others)) };
}
