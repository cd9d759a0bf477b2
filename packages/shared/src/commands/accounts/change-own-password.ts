import { randomUUID } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import { hashPassword } from '../../auth/password.ts';
import { memberSession } from '../../db/tables/member-session.ts';
import { passwordProblem } from '../../domain/password-problem.ts';
import { ForbiddenError, InvalidInputError } from '../../errors/errors.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireSelf } from '../own-sign-in/own-account.ts';
import { writeAudit } from '../write-audit.ts';
import { readAccount, readPasswordContext } from './account-context.ts';
import { savePassword } from './save-password.ts';
import { voidLinks } from './void-address-changes.ts';

/**
 * Another password for a member, by themselves. Every other session ends, links that would change it again are void, and
 * the address is told.
 * @throws InvalidInputError with the reason for a weak one
 */
export async function changeOwnPassword(
  ctx: Context,
  { password, sessionId }: { password: string; sessionId: string },
): Promise<void> {
  const self = requireSelf(ctx);
  const account = await readAccount(ctx.db, self.actor.id);
  if (!account) throw new ForbiddenError(`There is no member account ${self.actor.id}.`);
  const message = passwordProblem(password, await readPasswordContext(ctx.db, account));
  if (message !== null) {
    throw new InvalidInputError('weak password', [{ path: 'password', message }], { userMessage: message });
  }
  const hash = await hashPassword(password);
  await inTransaction(ctx, async ({ db, now: clock }) => {
    const now = clock();
    const { id, email, name } = await self.lock(db);
    await savePassword(db, id, hash, now);
    await db.delete(memberSession).where(and(eq(memberSession.userId, id), ne(memberSession.id, sessionId)));
    await voidLinks(db, id, ['password-reset', 'sign-in'], now);
    await queueMail(db, {
      kind: 'password-changed',
      causeKey: `password-changed:${randomUUID()}`,
      to: { address: email, name },
      personId: account.personId,
      accountId: id,
    });
    await writeAudit(db, self.actor, now, [{ action: 'change-password', subject: self.subject }]);
  });
}
