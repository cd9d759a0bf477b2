import { and, eq, ne } from 'drizzle-orm';
import { hashPassword } from '../../auth/password.ts';
import { staffSession } from '../../db/tables/staff-session.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { refuseWeakPassword } from './follow-staff-link.ts';
import { requireSelf } from '../own-sign-in/own-account.ts';
import { saveStaffPassword } from './save-staff-password.ts';

/**
 * Another password for oneself. Every other session ends, and the person is told.
 * @throws InvalidInputError with the reason for a weak one
 */
export async function changeStaffPassword(
  ctx: Context,
  { password, sessionId }: { password: string; sessionId: string },
): Promise<void> {
  const self = requireSelf(ctx);
  const { actor, subject } = self;
  // The account's own name and address are what the password must not be made of.
  const user = await ctx.db.transaction(self.lock);
  refuseWeakPassword(password, user);
  const hash = await hashPassword(password);
  await inTransaction(ctx, async ({ db }) => {
    const now = ctx.now();
    await self.lock(db);
    await saveStaffPassword(db, actor.id, hash, now);
    await db.delete(staffSession).where(and(eq(staffSession.userId, actor.id), ne(staffSession.id, sessionId)));
    await self.tell(db, 'password-changed');
    await writeAudit(db, actor, now, [{ action: 'change-password', subject }]);
  });
}
