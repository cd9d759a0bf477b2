import { eq } from 'drizzle-orm';
import { mailingBody } from '../../contracts/mailing-body.ts';
import type { Database } from '../../db/client.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { NotFoundError } from '../../errors/errors.ts';
import type { MailingContent } from '../../mail/mailings/mailing-facts.ts';
import { loadMailingFiles } from './load-mailing-files.ts';

/** What a mailing says to everybody, its document parsed anew, with the bytes of its files. @throws NotFoundError when there is none */
export async function loadMailingContent(db: Database, mailingId: string): Promise<MailingContent> {
  const [row] = await db.select().from(mailing).where(eq(mailing.id, mailingId));
  if (!row) throw new NotFoundError(`No mailing ${mailingId}.`);
  const { kind, subject, textPart } = row;
  return {
    kind,
    subject,
    textPart,
    body: mailingBody.parse(row.body),
    files: await loadMailingFiles(db, { mailingId }),
  };
}
