import { eq, sum } from 'drizzle-orm';
import { mailingBody } from '../../contracts/mailing-body.ts';
import type { MailingLimits } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import type { mailing } from '../../db/tables/mailing.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';
import { mailingFileUse } from '../../db/tables/mailing-file-use.ts';
import { type MailingFinding, mailingFindings } from '../../domain/mailings/mailing-findings.ts';
import { mailingText } from '../../mail/mailings/mailing-text.ts';

type Written = Pick<typeof mailing.$inferSelect, 'id' | 'subject' | 'body' | 'textPart' | 'textMade'>;

/** What the text and the files of a mailing say by themselves: no page is asked. */
export async function ownFindings(
  db: Database,
  { id, subject, body: stored, textPart, textMade }: Written,
  { mailingMegabytes }: Pick<MailingLimits, 'mailingMegabytes'>,
): Promise<MailingFinding[]> {
  const body = mailingBody.parse(stored);
  const [files] = await db
    .select({ bytes: sum(mailingFile.bytes) })
    .from(mailingFileUse)
    .innerJoin(mailingFile, eq(mailingFile.id, mailingFileUse.fileId))
    .where(eq(mailingFileUse.mailingId, id));
  return mailingFindings({
    ...{ subject, body, textPart },
    textIsBehind: textPart !== null && textMade !== mailingText(body),
    bytes: Number(files?.bytes ?? 0),
    mostBytes: mailingMegabytes * 1_000_000,
  });
}
