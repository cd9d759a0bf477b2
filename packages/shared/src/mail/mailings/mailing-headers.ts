import { MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';

/**
 * Headers of a mailing: it is one of a list (RFC 2919), sent to many, and, when its kind may be left, left by one click
 * without a page (RFC 8058). `domain`: of the sender's address.
 */
export function mailingHeaders(
  kind: MailingKind,
  { domain, unsubscribeUrl }: { domain: string; unsubscribeUrl: string | null },
): Record<string, string> {
  return {
    'List-Id': `${encodeLabel(MAILING_KINDS[kind].label)} <${kind}.courriers.${domain}>`,
    Precedence: 'bulk',
    ...(unsubscribeUrl === null
      ? {}
      : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

/** A header holds ASCII: accents are dropped, as nobody reads this one aloud. */
function encodeLabel(label: string): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]/g, ' ');
  return `"${plain.replaceAll('"', '')}"`;
}
