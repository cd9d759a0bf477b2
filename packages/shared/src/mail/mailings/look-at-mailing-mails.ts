import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { MailingState } from '../../domain/mailings/mailing-states.ts';
import type { NamedReason } from '../../domain/mailings/say-reason.ts';
import { PROVEN } from '../../reads/mailings/audience-recipients.ts';
import type { MailRow } from '../claim-mail.ts';

/** A mail of a mailing, with what it may say about whom it goes to. */
export type MailingMail = MailRow & {
  mailingId: string;
  mailingVersion: number;
  /** Null: to this address no name is written. */
  firstName: string | null;
  lastName: string | null;
  reasons: NamedReason[];
};

export type MailingClaim =
  | { claim: 'none'; retrySeconds: number | null }
  | { claim: 'cancel' | 'unknown'; row: MailingMail; code: string }
  /** Its mailing is kept back: it waits until somebody lets it go on. */
  | { claim: 'park'; row: MailingMail }
  | { claim: 'send'; row: MailingMail };

type Found = MailingMail & {
  state: string;
  lease_left: number | null;
  mailing_state: MailingState;
  suppressed: boolean;
  deceased: boolean;
  erased: boolean;
  left_list: boolean;
  holds: boolean;
  /** Merged into somebody whom the same mailing is written to. */
  twin: boolean;
  unaddressed: boolean;
  /** The person's address is another one since the mail was written. */
  moved: boolean;
};

/**
 * Looks at mails of mailings, in one statement, as `lookAtMail` looks at one of the others: whether each may still leave.
 * The mail of somebody who was merged into another record follows the record that stays, and every mail goes to the
 * address that the person has now.
 */
export async function lookAtMailingMails(
  tx: Transaction,
  mailIds: readonly string[],
): Promise<Map<string, MailingClaim>> {
  const rows = await readMails(tx, mailIds);
  const moved = rows.filter((row) => row.moved && row.state === 'pending').map(({ id }) => id);
  if (moved.length === 0) return new Map(rows.map((row) => [row.id, judge(row)]));
  await followAddresses(tx, moved);
  return new Map((await readMails(tx, mailIds)).map((row) => [row.id, judge(row)]));
}

async function readMails(tx: Transaction, mailIds: readonly string[]): Promise<Found[]> {
  return tx.execute<Found>(sql`
    select m.id, m.kind, m.to_address as "toAddress", m.to_name as "toName", m.person_id as "personId",
      m.account_id as "accountId", m.submission_id as "submissionId", m.request_id as "requestId",
      m.token_id as "tokenId", m.params, m.message_id as "messageId", m.attempts, m.state,
      extract(epoch from m.lease_until - now())::float8 as lease_left,
      g.id as "mailingId", g.version as "mailingVersion", g.state as mailing_state,
      exists (select from mail_suppression s where s.address_key = lower(m.to_address)) as suppressed,
      p.deceased, p.erased_at is not null as erased, p.email is null as unaddressed,
      p.email_key is not null and p.email_key <> lower(m.to_address) as moved, case when m.to_name <> '' then p.first_name end as "firstName",
      case when m.to_name <> '' then p.last_name end as "lastName",
      exists (select from mailing_opt_out t where t.person_id = p.id and t.kind = g.kind) as left_list,
      exists (
        select from jsonb_array_elements(r.reasons) e
          join mandate d on d.person_id = p.id and d.po_id = (e ->> 'poId')::uuid and d.annulled_at is null and d.period @> looked.day
        where e ->> 'role' is null or exists (
          select from role_assignment h
          where h.mandate_id = d.id and h.annulled_at is null and h.role = e ->> 'role' and h.period @> looked.day)
      ) as holds,
      q.merged_into is not null and exists (
        select from person u join mailing_recipient t on t.person_id = u.id and t.mailing_id = g.id join mail n on n.id = t.mail_id
        where (u.id = p.id or (u.merged_into = p.id and u.id < q.id)) and n.state in ('pending', 'sending', 'sent', 'unknown')
      ) as twin,
      (select coalesce(jsonb_agg(jsonb_build_object('poName', o.name, 'role', e -> 'role', 'since', e -> 'since',
          'insteadOf', e -> 'insteadOf') order by place), '[]')
        from jsonb_array_elements(r.reasons) with ordinality as each (e, place) join po o on o.id = (e ->> 'poId')::uuid) as reasons
    from mail m
      join mailing_recipient r on r.mail_id = m.id
      join mailing g on g.id = r.mailing_id
      join person q on q.id = r.person_id
      join person p on p.id = coalesce(q.merged_into, q.id)
      cross join lateral (
        select coalesce((g.criteria ->> 'day')::date, (now() at time zone 'Europe/Brussels')::date) as day) looked
    where m.id = any(${uuidList(mailIds)})`);
}

/** An address that was corrected meanwhile is the one that counts, with a name only when it is proven to be the person's. */
async function followAddresses(tx: Transaction, mailIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update mail m set to_address = h.email, to_name = case when a.id is null then '' else h.first_name || ' ' || h.last_name end
    from mailing_recipient r join person q on q.id = r.person_id join person h on h.id = coalesce(q.merged_into, q.id)
      ${PROVEN}
    where m.id = any(${uuidList(mailIds)}) and r.mail_id = m.id and m.state = 'pending' and h.email is not null`);
}

function judge(row: Found): MailingClaim {
  if (row.state !== 'pending' && row.state !== 'sending') return { claim: 'none', retrySeconds: null };
  if (row.state === 'sending') {
    const left = row.lease_left ?? 0;
    return left > 0 ? { claim: 'none', retrySeconds: left + 0.5 } : { claim: 'unknown', row, code: 'lease-expired' };
  }
  const code = whyNot(row);
  if (code !== null) return { claim: 'cancel', row, code };
  return row.mailing_state === 'sending' || row.mailing_state === 'sent'
    ? { claim: 'send', row }
    : { claim: 'park', row };
}

/** The code that `mail-fate.ts` says in words; null: it may leave. */
function whyNot(row: Found): string | null {
  if (row.mailing_state === 'stopped') return 'mailing-stopped';
  if (row.erased) return 'erased';
  if (row.deceased) return 'deceased';
  if (row.twin) return 'merged';
  if (!row.holds) return 'left-roles';
  if (row.left_list) return 'left-list';
  if (row.unaddressed) return 'no-address';
  return row.suppressed ? 'suppressed' : null;
}
