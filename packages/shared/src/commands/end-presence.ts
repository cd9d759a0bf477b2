import { and, eq } from 'drizzle-orm';
import { presence } from '../db/tables/presence.ts';
import { ForbiddenError } from '../errors/errors.ts';
import type { Context } from './context.ts';

/** Gives up the place of one's own tab; that it was over already is no error. @throws ForbiddenError unless staff */
export async function endPresence(ctx: Context, { tabId }: { tabId: string }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new ForbiddenError('presence is for staff');
  await ctx.db.delete(presence).where(and(eq(presence.id, tabId), eq(presence.staffId, actor.id)));
}
