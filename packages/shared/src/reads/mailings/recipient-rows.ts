import { type SQL, sql } from 'drizzle-orm';
import type { RecipientRow } from '../../contracts/mailing-sending.ts';
import type { MailState } from '../../db/tables/mail.ts';
import type { MailingState } from '../../domain/mailings/mailing-states.ts';
import type { RecipientFate } from '../../domain/mailings/recipient-fates.ts';
import type { ReportKind } from '../../domain/mailings/mail-report.ts';
import type { RecipientObstacle } from '../../domain/mailings/recipient.ts';
import { type NamedReason, sayReasons } from '../../domain/mailings/say-reason.ts';
import { sayFate } from '../../mail/mail-fate.ts';
import { newestReport, type ReportSaid } from '../../mail/reports/newest-report.ts';

/** Which of `RECIPIENT_FATES` a recipient `r` with the mail `m` has met. */
export const fateOf: SQL = sql`case
  when r.obstacle is not null then 'unwritten'
  when m.state = 'sent' then case ${newestReport} ->> 'kind'
    when 'bounced' then 'returned' when 'complained' then 'complained' when 'delivered' then 'delivered' else 'sent' end
  when m.state = 'failed' then 'failed' when m.state = 'unknown' then 'unknown' when m.state = 'cancelled' then 'cancelled' when m.state = 'pending' and m.attempts > 0 then 'deferred' else 'waiting' end`;

/**
 * Whether the mail `m` of the recipient `r` may be sent again together with the others: it failed, or nobody knows, and the
 * address that its person has now is not blocked.
 */
export const isRetriable: SQL = sql`(m.state in ('failed', 'unknown') and not exists (
  select from person q join person h on h.id = coalesce(q.merged_into, q.id) join mail_suppression s on s.address_key = h.email_key
  where q.id = r.person_id))`;

const OBSTACLES: Record<RecipientObstacle, string> = {
  'no-address': 'pas d’adresse mail connue',
  suppressed: 'adresse bloquée : des mails y ont été refusés pour de bon',
  'left-list': 'désinscrit·e de ce genre de courrier',
};

export type FoundRecipient = {
  person_id: string;
  last_name: string;
  first_name: string;
  reasons: NamedReason[];
  address: string | null;
  obstacle: RecipientObstacle | null;
  fate: RecipientFate;
  mailing_state: MailingState;
  state: MailState | null;
  error_code: string | null;
  response_code: number | null;
  sent_at: string | null;
  report: ReportSaid | null;
  task_id: string | null;
};

/** Columns of a recipient `r` of the mailing `g`, its person `p` and its mail `m`: a `FoundRecipient`, with the task to correct the address. */
export const recipientColumns: SQL = sql`r.person_id, p.last_name, p.first_name, m.to_address as address, r.obstacle, g.state as mailing_state,
  ${fateOf} as fate, m.state, m.error_code, m.response_code, m.sent_at, ${newestReport} as report,
  (select t.id from staff_task t where t.kind = 'address-to-correct' and t.ref = coalesce(p.merged_into, p.id)::text
    and t.done_at is null) as task_id,
  (select coalesce(jsonb_agg(jsonb_build_object('poName', o.name, 'role', e -> 'role', 'since', e -> 'since',
      'insteadOf', e -> 'insteadOf') order by place), '[]')
    from jsonb_array_elements(r.reasons) with ordinality as each (e, place) join po o on o.id = (e ->> 'poId')::uuid) as reasons`;

export function recipientRow(found: FoundRecipient, now: Date): RecipientRow {
  return {
    personId: found.person_id,
    name: `${found.last_name} ${found.first_name}`,
    reasons: found.reasons.map((reason) => sayReasons([reason])),
    address: found.address,
    fate: found.fate,
    words: sayWaiting(found) ?? sayRecipient(found, now),
    serverWords: serverWords(found),
    taskId: found.task_id,
    at: found.sent_at === null ? null : new Date(found.sent_at).toISOString(),
    retriable: found.fate === 'failed' || found.fate === 'unknown',
  };
}

/** Of a mail that no server has in hand: what it waits for. Null: it does not wait. */
function sayWaiting({ fate, state, mailing_state: of }: FoundRecipient): string | null {
  if (fate !== 'waiting' || state !== 'pending') return null;
  return of === 'paused' ? 'attend que l’envoi reprenne' : 'attend son tour';
}

/** In words for staff: what became of the mail, or why none was written. */
export function sayRecipient(
  {
    obstacle,
    state,
    error_code: errorCode,
    fate,
    report = null,
  }: Pick<FoundRecipient, 'obstacle' | 'state' | 'error_code' | 'fate'> & { report?: ReportSaid | null },
  now: Date,
): string {
  if (obstacle !== null) return OBSTACLES[obstacle];
  if (fate === 'deferred') return 'le serveur du destinataire demande de revenir plus tard';
  return state === null
    ? 'à envoyer'
    : sayFate({ state, errorCode, dueAt: null, report: report?.kind ?? REPORTS[fate] ?? null }, now).fate;
}

/** Of many at once only the fate is known, which says as much. */
const REPORTS: Partial<Record<RecipientFate, ReportKind>> = {
  returned: 'bounced',
  complained: 'complained',
  delivered: 'delivered',
};

/** What a server answered, as it said it. */
function serverWords({ fate, error_code: code, response_code: answer, report }: FoundRecipient): string | null {
  if (fate === 'deferred') {
    // The newest try may have met another trouble than the one that has words.
    const isIt = report?.kind === 'delayed' && code !== null && report.words.startsWith(code);
    return isIt ? report.words : code !== null && /^\d{3}$/.test(code) ? code : null;
  }
  if (fate !== 'failed' && fate !== 'returned' && fate !== 'complained') return null;
  const said = report?.words || report?.status || '';
  const known = answer === null || fate !== 'failed' || said.startsWith(String(answer)) ? '' : String(answer);
  return [known, said].filter((part) => part !== '').join(' ') || null;
}
