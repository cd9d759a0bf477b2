import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { NotFoundError } from '../../errors/errors.ts';

/** @throws NotFoundError when there is no such mailing in the region */
export async function requireMailing(db: Database, id: string, regionId: string): Promise<void> {
  const known = await db.$count(mailing, and(eq(mailing.id, id), eq(mailing.regionId, regionId)));
  if (known === 0) throw new NotFoundError(`No mailing ${id}.`, { userMessage: 'Ce courrier n’existe pas.' });
}
