import * as z from 'zod/mini';
import type { WorkTransaction } from '../../queue/work-context.ts';
import { loadMailingContent } from '../../reads/mailings/load-mailing-content.ts';
import { loadMailingFacts } from '../../reads/mailings/load-mailing-facts.ts';
import type { MailRow } from '../claim-mail.ts';
import type { OutgoingMail } from '../mailer.ts';
import { replyTo } from '../reply-to.ts';
import { mailFiles } from './mail-files.ts';
import { writeMailing } from './write-mailing.tsx';

const params = z.object({ mailingId: z.string(), personId: z.nullable(z.string()) });

/** A mailing as a test to whoever writes it: as that recipient would get it now, and marked in its subject. */
export async function writeMailingTest(
  { db }: WorkTransaction,
  row: MailRow,
  { extranetUrl }: { extranetUrl: string },
): Promise<OutgoingMail> {
  const { mailingId, personId } = params.parse(row.params);
  const content = await loadMailingContent(db, mailingId);
  const facts = await loadMailingFacts(db, { mailingId, personId, extranetUrl, now: new Date() });
  const written = writeMailing({ ...content, subject: `[Essai] ${content.subject}` }, facts);
  const { subject, html, text } = written;
  return {
    ...{ id: row.id, subject, html, text, messageId: row.messageId, written: 'by-staff' },
    to: { address: row.toAddress, name: row.toName },
    ...replyTo(facts.sender),
    files: mailFiles(written),
  };
}
