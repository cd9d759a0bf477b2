import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { token } from '../db/tables/token.ts';

/** Notes that the page of a link was looked at, the first time only. It proves nothing of who looked. */
export async function markOpened(db: Database, tokenId: string, now: Date): Promise<void> {
  await db
    .update(token)
    .set({ openedAt: now })
    .where(and(eq(token.id, tokenId), isNull(token.openedAt)));
}
