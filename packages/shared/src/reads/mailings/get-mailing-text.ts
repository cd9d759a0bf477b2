import { and, eq } from 'drizzle-orm';
import { mailingBody } from '../../contracts/mailing-body.ts';
import type { Database } from '../../db/client.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { NotFoundError } from '../../errors/errors.ts';
import { mailingText } from '../../mail/mailings/mailing-text.ts';

/**
 * The text part as it is made from the text of a mailing, and whether that changed since staff edited theirs.
 * @throws NotFoundError when there is no such mailing in the region
 */
export async function getMailingText(
  db: Database,
  { id, regionId }: { id: string; regionId: string },
): Promise<{ made: string; isBehind: boolean }> {
  const { body, textPart, textMade } = mailing;
  const [row] = await db
    .select({ body, textPart, textMade })
    .from(mailing)
    .where(and(eq(mailing.id, id), eq(mailing.regionId, regionId)));
  if (!row) throw new NotFoundError(`No mailing ${id}.`, { userMessage: 'Ce courrier n’existe pas.' });
  const made = mailingText(mailingBody.parse(row.body));
  return { made, isBehind: row.textPart !== null && row.textMade !== made };
}
