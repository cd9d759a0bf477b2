import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { ERASED } from '../domain/erased.ts';
import { MAIL_KINDS, type MailKind } from './mail-kinds.ts';
import { MAIL_RULES } from './mail-rules.ts';

export type MailRow = {
  id: string;
  kind: MailKind;
  toAddress: string;
  toName: string;
  personId: string | null;
  accountId: string | null;
  submissionId: string | null;
  requestId: string | null;
  tokenId: string | null;
  params: Record<string, unknown>;
  messageId: string;
  attempts: number;
};

export type Claim =
  /** Nothing to send: it left, was given up, or another worker has it in hand. */
  | { claim: 'none'; retrySeconds: number | null }
  /** It must not leave: cancelled for a reason that needs nobody. */
  | { claim: 'cancel'; row: MailRow; code: string }
  /** It cannot leave, and people must know. */
  | { claim: 'fail'; row: MailRow; code: string }
  /** A worker died while sending it, and a second copy would be worse than none. */
  | { claim: 'unknown'; row: MailRow; code: string }
  /** It waits for the first day of a mandate, which was moved since it was written; its link lives from then. */
  | { claim: 'put-off'; row: MailRow; until: CivilDate }
  | { claim: 'send'; row: MailRow };

type Found = MailRow & {
  state: string;
  lease_left: number | null;
  suppressed: boolean;
  deceased: boolean;
  link_dead: boolean;
  answered: boolean;
  /** Of mails that ask somebody in: the first day of the mandates of today or later, and whether it has come. */
  opens: { on: CivilDate | null; now: boolean } | null;
  staff_gone: boolean;
};

/** Looks at one mail, with its row locked, and says whether it leaves. Nothing is written yet. */
export async function lookAtMail(tx: Transaction, mailId: string): Promise<Claim> {
  const [row] = await tx.execute<Found>(sql`
    select m.id, m.kind, m.to_address as "toAddress", m.to_name as "toName", m.person_id as "personId",
      m.account_id as "accountId", m.submission_id as "submissionId", m.request_id as "requestId",
      m.token_id as "tokenId", m.params, m.message_id as "messageId", m.attempts, m.state,
      extract(epoch from m.lease_until - now())::float8 as lease_left,
      exists (select from mail_suppression s where s.address_key = lower(m.to_address)) as suppressed,
      coalesce(p.deceased, false) as deceased,
      coalesce(t.used_at is not null or t.voided_at is not null or t.expires_at <= now(), false) as link_dead,
      case when m.kind in ('activation', 'activation-reminder', 'account-reopened', 'mandate-added') and p.id is not null then (
        select jsonb_build_object('on', min(lower(d.period)), 'now', min(lower(d.period)) <= today.day)
        from mandate d where d.person_id = p.id and d.annulled_at is null and coalesce(upper(d.period) > today.day, true)
      ) end as opens,
      exists (select from correction k where k.id = (m.params ->> 'correctionId')::uuid and k.state <> 'open')
        or exists (select from verification_ask q join verification v on v.id = q.verification_id
          where q.id = (m.params ->> 'askId')::uuid and v.confirmed_at is not null) as answered,
      exists (select from staff_user u where u.id = (m.params ->> 'staffId')::uuid and u.disabled_at is not null) as staff_gone
    from mail m
      cross join (select (now() at time zone 'Europe/Brussels')::date as day) today
      left join member_account a on a.id = m.account_id
      left join person p on p.id = coalesce(m.person_id, a.person_id)
      left join token t on t.id = m.token_id
    where m.id = ${mailId} for update of m`);
  if (!row) return { claim: 'none', retrySeconds: null };
  if (row.state !== 'pending' && row.state !== 'sending') return { claim: 'none', retrySeconds: null };
  if (row.state === 'sending') {
    const left = row.lease_left ?? 0;
    if (left > 0) return { claim: 'none', retrySeconds: left + 0.5 };
    if (!MAIL_RULES[row.kind].resendWhenUnsure) return { claim: 'unknown', row, code: 'lease-expired' };
  }
  if (!MAIL_KINDS.includes(row.kind)) return { claim: 'fail', row, code: 'unknown-kind' };
  // Erased while it was on its way, and given back since.
  if (row.toAddress === ERASED) return { claim: 'cancel', row, code: 'erased' };
  if (row.deceased) return { claim: 'cancel', row, code: 'deceased' };
  if (row.opens?.on === null) return { claim: 'cancel', row, code: 'no-mandate' };
  // A tracking link is not used up by being looked at, and its mail says more than the link.
  if (row.link_dead && MAIL_RULES[row.kind].resendWhenUnsure) return { claim: 'cancel', row, code: 'link-dead' };
  // A notice to somebody who has left the secretariat meanwhile.
  if (row.staff_gone) return { claim: 'cancel', row, code: 'staff-disabled' };
  // A question, its reminder, or the asking whether a file is right, that waited while it was answered or taken back.
  if (row.answered) return { claim: 'cancel', row, code: 'no-longer-asked' };
  // A note about a mandate to come leaves at once; what opens the door waits for the day.
  if (row.opens?.on && !row.opens.now && row.kind !== 'mandate-added')
    return { claim: 'put-off', row, until: row.opens.on };
  if (row.suppressed) return { claim: 'fail', row, code: 'suppressed' };
  return { claim: 'send', row };
}

/** Reserves the mail for one sender; until the lease is over nobody else sends it. Resolves with the lease. */
export async function leaseMail(tx: Transaction, mailId: string, seconds: number): Promise<string> {
  const lease = randomUUID();
  await tx.execute(sql`
    update mail set state = 'sending', lease_owner = ${lease}, lease_until = now() + make_interval(secs => ${seconds})
    where id = ${mailId} and (state = 'pending' or (state = 'sending' and lease_until <= now()))`);
  return lease;
}
