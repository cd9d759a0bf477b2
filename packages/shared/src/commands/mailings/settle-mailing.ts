import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { MailingRow } from './load-mailing-for.ts';

export type PaceRates = {
  /** Mails of mailings per second; 0: as fast as they go. */
  overall: number;
  /** The same per recipient domain. */
  perDomain: number;
};

/** A mail that is kept back comes to nobody before somebody lets it go on; this is for the day when nobody does. */
export const PARKED = sql`now() + interval '1 day'`;

/**
 * Makes the waiting mails of a mailing follow its state, in one statement: they are kept back, never leave, or leave one
 * after the other at the pace that the secretariat chose. Whoever follows the mailing looks at once.
 */
export async function settleMailing(
  tx: Transaction,
  { id, state }: Pick<MailingRow, 'id' | 'state'>,
  rates: PaceRates,
): Promise<void> {
  switch (state) {
    case 'sending':
    case 'sent':
      await tx.execute(letGo(id, rates));
      break;
    case 'stopped':
      await tx.execute(cancel(id));
      break;
    default:
      await tx.execute(sql`update outbox o set next_at = ${PARKED} from (${waiting(id)}) w where o.id = w.id`);
  }
  await tx.execute(sql`
    update outbox set next_at = now() where kind = 'mailing' and state = 'pending' and ref like ${`${id}/follow/%`}`);
}

/** Outbox rows of mails that no server has in hand. */
function waiting(mailingId: string): SQL {
  return sql`
    select o.id, m.id as mail_id, lower(split_part(m.to_address, '@', 2)) as domain
    from mail m join outbox o on o.kind = 'mailing-mail' and o.ref = m.id::text and o.state = 'pending'
    where m.kind = 'mailing' and m.params ->> 'mailingId' = ${mailingId} and m.state = 'pending'`;
}

function letGo(mailingId: string, { overall, perDomain }: PaceRates): SQL {
  const seconds = (place: SQL, rate: number): SQL => (rate === 0 ? sql`0` : sql`(${place}) / ${rate}::float8`);
  return sql`
    update outbox o
    set next_at = now() + make_interval(secs => greatest(${seconds(sql`w.place - 1`, overall)}, ${seconds(sql`w.place_in_domain - 1`, perDomain)}))
    from (
      select id, row_number() over (order by mail_id) as place,
        row_number() over (partition by domain order by mail_id) as place_in_domain
      from (${waiting(mailingId)}) each
    ) w where o.id = w.id`;
}

function cancel(mailingId: string): SQL {
  // In the order in which workers lock: first the work, then the mail.
  return sql`
    with held as materialized (
      select o.id, o.ref::uuid as mail_id from outbox o where o.id in (select id from (${waiting(mailingId)}) w) order by o.id for update
    ), ended as (
      update outbox o set state = 'cancelled', done_at = now() from held where o.id = held.id and o.state = 'pending'
    )
    update mail m set state = 'cancelled', error_code = 'mailing-stopped' from held where m.id = held.mail_id and m.state = 'pending'`;
}
