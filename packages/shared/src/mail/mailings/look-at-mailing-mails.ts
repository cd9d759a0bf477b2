import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { MailingState } from '../../domain/mailings/mailing-states.ts';
import type { Role } from '../../domain/roles.ts';
import type { MailRow } from '../claim-mail.ts';

/** A mail of a mailing, with what it may say about whom it goes to. */
export type MailingMail = MailRow & {
  mailingId: string;
  mailingVersion: number;
  /** Null: to this address no name is written. */
  firstName: string | null;
  lastName: string | null;
  reasons: { poName: string; role: Role | null; since: CivilDate | null; insteadOf: Role | null }[];
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
  left_list: boolean;
  holds: boolean;
};

/**
 * Looks at mails of mailings, in one statement, as `lookAtMail` looks at one of the others: whether each may still leave.
 * The mail of somebody who was merged into another record follows the record that stays. In the order of the ids.
 */
export async function lookAtMailingMails(
  tx: Transaction,
  mailIds: readonly string[],
): Promise<Map<string, MailingClaim>> {
  const rows = await tx.execute<Found>(sql`
    select m.id, m.kind, m.to_address as "toAddress", m.to_name as "toName", m.person_id as "personId",
      m.account_id as "accountId", m.submission_id as "submissionId", m.request_id as "requestId",
      m.token_id as "tokenId", m.params, m.message_id as "messageId", m.attempts, m.state,
      extract(epoch from m.lease_until - now())::float8 as lease_left,
      g.id as "mailingId", g.version as "mailingVersion", g.state as mailing_state,
      exists (select from mail_suppression s where s.address_key = lower(m.to_address)) as suppressed,
      p.deceased, case when m.to_name <> '' then p.first_name end as "firstName",
      case when m.to_name <> '' then p.last_name end as "lastName",
      exists (select from mailing_opt_out t where t.person_id = p.id and t.kind = g.kind) as left_list,
      jsonb_array_length(r.reasons) = 0 or exists (
        select from jsonb_array_elements(r.reasons) e
        where e ->> 'role' is null or exists (
          select from mandate d join role_assignment h on h.mandate_id = d.id
          where d.person_id = p.id and d.po_id = (e ->> 'poId')::uuid and d.annulled_at is null and h.annulled_at is null
            and h.role = e ->> 'role' and h.period @> coalesce((g.criteria ->> 'day')::date, today.day))
      ) as holds,
      (select coalesce(jsonb_agg(jsonb_build_object('poName', o.name, 'role', e -> 'role', 'since', e -> 'since',
          'insteadOf', e -> 'insteadOf') order by place), '[]')
        from jsonb_array_elements(r.reasons) with ordinality as each (e, place) join po o on o.id = (e ->> 'poId')::uuid) as reasons
    from mail m
      join mailing_recipient r on r.mail_id = m.id
      join mailing g on g.id = r.mailing_id
      join person q on q.id = r.person_id
      join person p on p.id = coalesce(q.merged_into, q.id)
      cross join (select (now() at time zone 'Europe/Brussels')::date as day) today
    where m.id = any(${uuidList(mailIds)})`);
  return new Map(rows.map((row) => [row.id, judge(row)]));
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
  if (row.deceased) return 'deceased';
  if (!row.holds) return 'left-roles';
  if (row.left_list) return 'left-list';
  return row.suppressed ? 'suppressed' : null;
}
