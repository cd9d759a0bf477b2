import { and, eq } from 'drizzle-orm';
import { verifyPassword } from '../../auth/password.ts';
import type { Context } from '../context.ts';
import { requireSelf } from './own-account.ts';

/** Whether this is one's own password. */
export async function checkPassword(ctx: Pick<Context, 'db' | 'actor'>, password: string): Promise<boolean> {
  const { actor, tables } = requireSelf(ctx);
  const { credential } = tables;
  const [row] = await ctx.db
    .select({ hash: credential.password })
    .from(credential)
    .where(and(eq(credential.userId, actor.id), eq(credential.providerId, 'credential')));
  return row?.hash ? verifyPassword(row.hash, password) : false;
}
