import { createHash } from 'node:crypto';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { ReportKind } from '../../domain/mailings/mail-report.ts';
import { mailOfBounceAddress } from '../bounce-address.ts';
import { mailIdsIn } from '../queue-mail.ts';
import { type Fields, readStatusFields, withoutType } from './status-fields.ts';

/** So much of a message is read: what a report says stands before what it gives back of the mail. */
export const REPORT_BYTES = 512 * 1024;

/** Why a message is none: nothing is recorded for it. */
export type IgnoredBecause = 'auto-reply' | 'read-receipt' | 'not-a-complaint' | 'not-a-report' | 'unreadable';

export type ReadReport = { messageKey: string } & (
  | { is: 'ignored'; because: IgnoredBecause }
  | { is: 'report'; kind: ReportKind; mailId: string | null; status: string | null; words: string }
);

const ENHANCED = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

/**
 * Reads what a mail server says of one of our mails: a delivery status (RFC 3464, also in UTF-8, RFC 6533), a complaint
 * (RFC 5965), or a plain notice of a server that knows no better. `to` is whom it was delivered to, when the message does
 * not say. Never rejects: what cannot be read is ignored as `unreadable`.
 */
export async function readReport(message: Uint8Array, to = ''): Promise<ReadReport> {
  const bytes = message.subarray(0, REPORT_BYTES);
  try {
    const mail = await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: 30,
      maxHeadersSize: 256 * 1024,
    });
    // The same message by two ways has other trace lines, and one Message-ID.
    return { messageKey: keyOf(mail.messageId ?? bytes), ...judge(mail, to) };
  } catch {
    return { messageKey: keyOf(bytes), is: 'ignored', because: 'unreadable' };
  }
}

function keyOf(what: string | Uint8Array): string {
  return createHash('sha256').update(what).digest('hex');
}

type Judged =
  | { is: 'ignored'; because: IgnoredBecause }
  | { is: 'report'; kind: ReportKind; mailId: string | null; status: string | null; words: string };

function judge(mail: Email, to: string): Judged {
  const part = (...types: string[]) => mail.attachments.find(({ mimeType }) => types.includes(mimeType));
  const mailId = mailOf(mail, to);
  const feedback = part('message/feedback-report', 'message/global-feedback-report');
  if (feedback) return readComplaint(textOf(feedback), mailId);
  const status = part('message/delivery-status', 'message/global-delivery-status');
  if (status) {
    const read = readStatus(textOf(status), mail);
    if (read) return { is: 'report', mailId, ...read };
  }
  if (part('message/disposition-notification', 'message/global-disposition-notification'))
    return { is: 'ignored', because: 'read-receipt' };
  if (isNotice(mail)) return { is: 'report', mailId, ...readNotice(mail) };
  return { is: 'ignored', because: isAutoReply(mail) ? 'auto-reply' : 'not-a-report' };
}

/** By the address that only this mail came from, else by its Message-ID in what is given back of it. */
function mailOf(mail: Email, to: string): string | null {
  const addressed = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].map((key) =>
    header(mail, key),
  );
  const own = mailOfBounceAddress([to, ...addressed].join(' '));
  if (own !== null) return own;
  const given = mail.attachments.map(textOf);
  const [id = null] = mailIdsIn(
    [...given, mail.text ?? '', header(mail, 'in-reply-to'), header(mail, 'references')].join('\n'),
  );
  return id;
}

const COMPLAINTS: ReadonlySet<string> = new Set([
  'abuse',
  'fraud',
  'opt-out',
  'opt-out-list',
  'miscategorized',
  'other',
  'virus',
]);

function readComplaint(text: string, mailId: string | null): Judged {
  const fields = merged(readStatusFields(text));
  const type = fields.get('feedback-type')?.toLowerCase() ?? '';
  if (!COMPLAINTS.has(type)) return { is: 'ignored', because: 'not-a-complaint' };
  const by = fields.get('reporting-mta') ?? fields.get('user-agent') ?? '';
  return { is: 'report', kind: 'complained', mailId, status: null, words: plainWords(`${type} ${withoutType(by)}`) };
}

const KIND_OF: Record<string, ReportKind | undefined> = {
  failed: 'bounced',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};
/** A mail of ours has one recipient; where a report has several, forwarded ones, the worst counts. */
const WORST: readonly ReportKind[] = ['bounced', 'delayed', 'delivered'];

type Read = { kind: ReportKind; status: string | null; words: string };

function readStatus(text: string, mail: Email): Read | null {
  const recipients = readStatusFields(text).flatMap((fields) => {
    const kind = KIND_OF[(fields.get('action') ?? '').toLowerCase().split(/[\s(]/)[0] ?? ''];
    return kind === undefined ? [] : [{ kind, fields }];
  });
  for (const kind of WORST) {
    const found = recipients.find((recipient) => recipient.kind === kind);
    if (!found) continue;
    const said = withoutType(found.fields.get('diagnostic-code') ?? '');
    return { kind, status: statusOf(found.fields, said), words: plainWords(said || (mail.text ?? '')) };
  }
  return null;
}

/** `5.0.0` says nothing; what the far server said often says more. */
function statusOf(fields: Fields, said: string): string | null {
  const given = ENHANCED.exec(fields.get('status') ?? '')?.[1] ?? null;
  const better = ENHANCED.exec(said)?.[1];
  return better !== undefined && (given === null || /^\d\.0\.0$/.test(given)) ? better : given;
}

/** A bounce in plain words, as old servers send it: from nobody, to the address of one mail. */
function isNotice(mail: Email): boolean {
  if (header(mail, 'x-failed-recipients') !== '') return true;
  const from = mail.from?.address ?? '';
  const daemon =
    /^(mailer-daemon|postmaster|mail-daemon)@/i.test(from) || /^mailer-daemon$/i.test(mail.from?.name ?? '');
  return (
    daemon &&
    !isAutoReply(mail) &&
    /\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b|undeliver|non remis|unzustellbar/i.test(
      `${mail.subject ?? ''} ${mail.text ?? ''}`,
    )
  );
}

function readNotice(mail: Email): Read {
  const text = mail.text ?? '';
  const status = ENHANCED.exec(text)?.[1] ?? null;
  const line = text.split('\n').find((one) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(one));
  const late = status?.startsWith('4.') === true || /\bdelayed\b|\bwarning\b|retard/i.test(mail.subject ?? '');
  return { kind: late ? 'delayed' : 'bounced', status, words: plainWords(line ?? text) };
}

function isAutoReply(mail: Email): boolean {
  return (
    /^auto-(replied|generated|notified)/i.test(header(mail, 'auto-submitted')) ||
    /^(auto_reply|bulk|junk)/i.test(header(mail, 'precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-reply-from', 'x-mail-autoreply'].some((key) => header(mail, key) !== '') ||
    /^(re\s*:\s*)?(out of office|automatic reply|auto(matique)?[ :]|réponse automatique|absence|absent|abwesen|automatische (antwort|afwezig)|afwezig)/i.test(
      mail.subject ?? '',
    )
  );
}

function header(mail: Email, key: string): string {
  return mail.headers
    .filter((one) => one.key === key)
    .map((one) => one.value)
    .join(' ');
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content;
  return new TextDecoder().decode(content);
}

function merged(groups: readonly Fields[]): Fields {
  return new Map(groups.toReversed().flatMap((group) => [...group]));
}

/** One short line without signs that a screen or the database does not take. */
export function plainWords(text: string): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.replaceAll(/\s+/g, ' ').trim().slice(0, 300).toWellFormed();
}
