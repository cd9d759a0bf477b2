import type { MailingLimits } from '../../contracts/mailing-view.ts';
import type { MailingPlace } from '../../domain/mailings/mailing-findings.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { whatIsMissing } from '../../reads/mailings/what-is-missing.ts';
import type { TransactionContext } from '../context.ts';
import type { MailingRow } from './load-mailing-for.ts';

/**
 * Keeps back what is not to be read so: without recipients, subject or text, an image without words, a variable that is
 * none, files that mail servers refuse. Pages that links lead to are not asked here: a server that is down for a minute
 * must not hold a mailing.
 * @throws InvalidInputError that names all of it
 */
export async function refuseUnready(
  { db }: TransactionContext,
  row: MailingRow,
  limits: Pick<MailingLimits, 'mailingMegabytes'>,
): Promise<void> {
  const missing = await whatIsMissing(db, row, limits);
  if (missing.length === 0) return;
  const issues = missing.map(({ words, where }) => ({ path: PATHS[where.part], message: words }));
  throw new InvalidInputError(`Mailing ${row.id} is held by ${missing.map(({ code }) => code).join(', ')}.`, issues, {
    userMessage: issues.map(({ message }) => message).join(' '),
  });
}

const PATHS: Record<MailingPlace['part'], string> = {
  recipients: 'criteria',
  subject: 'subject',
  body: 'body',
  'text-part': 'textPart',
  files: 'attachments',
};
