import type { Letter } from './letter.ts';
import { letterHtml } from './letter-html.tsx';
import { letterText } from './letter-text.ts';
import { loadMailFacts, type MailAddresses } from './load-mail-facts.ts';
import type { MailFacts } from './mail-facts.ts';
import type { LetterKind, MailKind } from './mail-kinds.ts';
import { writeMailingTest } from './mailings/write-mailing-test.ts';
import { replyTo } from './reply-to.ts';
import type { RenderMail } from './send-mail.ts';
import { MAIL_TEMPLATES } from './templates/templates.ts';

/** Kinds that go to an address whose owner has proven nothing yet: not even the name stands in the header. */
const UNPROVEN: ReadonlySet<MailKind> = new Set([
  'resume-draft',
  'acknowledgement',
  'activation',
  'activation-reminder',
  'address-shared',
  'confirm-new-address',
  'own-address',
  'account-closed',
  'verification-asked',
  'verification-reminder',
]);
const TO_SUBMITTER: ReadonlySet<MailKind> = new Set([
  'request-rejected',
  'request-lapsed',
  'request-reverted',
  'envoi-settled',
  'answers-copy',
  'tracking-link',
  'correction-asked',
  'correction-reminder',
  'correction-cancelled',
  'staff-message',
]);

/** What a mail of this kind says, given the facts. */
export function writeLetter(kind: LetterKind, facts: MailFacts): Letter {
  return { ...MAIL_TEMPLATES[kind](facts), sender: facts.sender };
}

/** Makes the text of a mail row when it leaves; neither text nor link is ever stored. */
export function mailRenderer(addresses: Omit<MailAddresses, 'tokenKeys'>): RenderMail {
  return async (ctx, row) => {
    if (row.kind === 'mailing-test') return writeMailingTest(ctx, row, addresses);
    if (row.kind === 'mailing') throw new Error(`Mail ${row.id} belongs to a mailing: it is not a letter.`);
    const facts = await loadMailFacts(ctx.db, row, { ...addresses, tokenKeys: ctx.tokenKeys });
    const letter = writeLetter(row.kind, facts);
    const nameless = UNPROVEN.has(row.kind) || (TO_SUBMITTER.has(row.kind) && !facts.confirmed);
    return {
      id: row.id,
      written: row.kind === 'staff-message' ? 'by-staff' : 'by-programme',
      to: { address: row.toAddress, name: nameless ? '' : row.toName },
      ...replyTo(letter.sender),
      subject: letter.subject,
      html: letterHtml(letter),
      text: letterText(letter),
      messageId: row.messageId,
    };
  };
}
