import type { Database } from '@guichet/shared/db/client';
import type { CivilDate } from '@guichet/shared/domain/dates';
import { sql } from 'drizzle-orm';

export type FirstDayAhead = { on: CivilDate; poName: string };

/** The next mandate of somebody who has none on that day; null when none is known, or the account would not open with it. */
export async function firstDayAhead(db: Database, personId: string, today: CivilDate): Promise<FirstDayAhead | null> {
  const [row] = await db.execute<FirstDayAhead>(sql`
    select lower(m.period)::text as on, o.name as "poName"
    from mandate m join po o on o.id = m.po_id join person p on p.id = m.person_id
    where m.person_id = ${personId} and m.annulled_at is null and lower(m.period) > ${today}::date and not p.deceased
      and exists (select from member_account a where a.person_id = p.id and a.state = 'active')
    order by lower(m.period), o.name limit 1`);
  return row ?? null;
}
