import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '../../commands/context.ts';
import type { Database } from '../../db/client.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { NotFoundError } from '../../errors/errors.ts';

/** A mailing of the secretariat as it is stored. @throws NotFoundError outside the region */
export async function getMailingRow(
  db: Database,
  { regionId }: Pick<StaffActor, 'regionId'>,
  mailingId: string,
): Promise<typeof mailing.$inferSelect> {
  const [row] = await db
    .select()
    .from(mailing)
    .where(and(eq(mailing.id, mailingId), eq(mailing.regionId, regionId)));
  if (!row) throw new NotFoundError(`No mailing ${mailingId}.`, { userMessage: 'Ce courrier n’existe pas.' });
  return row;
}
