import { sql } from 'drizzle-orm';
import { type CivilDate, addDays, todayInBrussels } from '../../domain/dates.ts';
import { SETTINGS } from '../../settings/settings.ts';
import { queueMails } from '../../mail/queue-mail.ts';
import { closeAccountIfOver } from '../close-account.ts';
import type { TransactionContext } from '../context.ts';

/** More than that on one morning waits for the next turn. */
const AT_ONCE = 500;

/**
 * What a day brings to the accounts of members, in the morning: who has as many days left as the
 * secretariat chose is told once per last day, and
 * what outlived its last mandate is closed. Nobody's access waits for it: that is computed from the dates at each request.
 * Answers whether something is left to do. Done twice, it does nothing more.
 */
export async function runAccountCalendar(tx: TransactionContext): Promise<{ more: boolean }> {
  const today = todayInBrussels(tx.now());
  const told = await tellEndings(tx, today);
  const closed = await closeOver(tx, today);
  return { more: told === AT_ONCE || closed === AT_ONCE };
}

type Ending = { id: string; personId: string; name: string; email: string; lastDay: CivilDate };

/**
 * Never to the dead, nor to whom another mandate keeps: the last day is that of all mandates together. Within how many days
 * people are told is for the secretariat of the mandate that ends last to say. Who was told within that time that the mandate
 * was ended (by a removal) read that day, and that the account closes, in that mail, with its reference: a second one
 * the next morning would look like another change. A removal recorded long before is followed by this mail as well.
 */
async function tellEndings(tx: TransactionContext, today: CivilDate): Promise<number> {
  const { given, max } = SETTINGS['account-ending'];
  const endings = await tx.db.execute<Ending>(sql`
    select a.id, a.person_id as "personId", a.name, a.email, (held.until - 1)::text as "lastDay"
    from (
      select m.person_id, max(coalesce(upper(m.period), 'infinity')) as until,
        (array_agg(m.po_id order by upper(m.period) desc nulls first, m.id))[1] as po_id
      from mandate m
      where m.annulled_at is null and m.person_id in (
        select person_id from mandate where annulled_at is null
          and upper(period) > ${today}::date and upper(period) <= ${addDays(today, max + 1)}::date)
      group by m.person_id
    ) held
      join po o on o.id = held.po_id
      cross join lateral setting_number(o.region_id, 'account-ending', ${given}::integer) as days
      join member_account a on a.person_id = held.person_id and a.state = 'active' and a.email is not null
      join person p on p.id = a.person_id and not p.deceased
    where days > 0 and held.until > ${today}::date and held.until <= ${today}::date + days + 1
      and not exists (select from mail where cause_key = 'account-ending:' || a.id || ':' || (held.until - 1))
      and not exists (select from mail n where n.account_id = a.id and n.kind = 'mandate-ended' and n.state <> 'cancelled'
        and (n.params ->> 'proven')::boolean and n.params ->> 'lastDay' = (held.until - 1)::text
        and n.created_at >= (held.until - 1 - days)::timestamp at time zone 'Europe/Brussels')
    order by held.until, a.id limit ${AT_ONCE}`);
  await queueMails(
    tx.db,
    endings.map(({ id, personId, name, email, lastDay }) => ({
      kind: 'account-ending' as const,
      causeKey: `account-ending:${id}:${lastDay}`,
      to: { address: email, name },
      personId,
      accountId: id,
      params: { lastDay },
    })),
  );
  return endings.length;
}

/** Most are closed on the day by a row of their own; this is for mandates that were recorded with their end. */
async function closeOver(tx: TransactionContext, today: CivilDate): Promise<number> {
  const over = await tx.db.execute<{ id: string }>(sql`
    select a.id from member_account a
    where a.state <> 'closed' and not exists (
      select from mandate m where m.person_id = a.person_id and m.annulled_at is null
        and coalesce(upper(m.period) > ${today}::date, true))
    order by a.id limit ${AT_ONCE}`);
  for (const { id } of over) await closeAccountIfOver(tx, id);
  return over.length;
}
