import { eq } from 'drizzle-orm';
import { consumeToken } from '../../auth/consume-token.ts';
import { findToken } from '../../auth/find-token.ts';
import { hashPassword } from '../../auth/password.ts';
import { passwordProblem } from '../../domain/password-problem.ts';
import { memberSession } from '../../db/tables/member-session.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import {
  actorOf,
  DEAD_LINK,
  type DeadLink,
  type LinkContext,
  type PasswordRefused,
  readAccount,
  readPasswordContext,
} from './account-context.ts';
import { LinkGoneError, unlessLinkGone } from './link-gone.ts';
import { savePassword } from './save-password.ts';

/** A new password in place of the forgotten one. Every session ends, and the address is told. */
export async function resetPassword(
  ctx: LinkContext,
  input: { secret: string; password: string },
): Promise<{ ok: true; email: string } | PasswordRefused | DeadLink> {
  const link = { secret: input.secret, purpose: 'password-reset' as const, now: ctx.now() };
  const found = await findToken(ctx.db, link);
  const account = found?.state === 'usable' ? await readAccount(ctx.db, found.accountId) : null;
  const resettable = account?.state === 'active' || account?.state === 'closed';
  if (!found || !account || !resettable || account.email === null || account.deceased) return DEAD_LINK;
  const message = passwordProblem(input.password, await readPasswordContext(ctx.db, account));
  if (message !== null) return { ok: false, reason: 'password', message };
  const hash = await hashPassword(input.password);

  const { email } = account;
  const actor = actorOf(account);
  return unlessLinkGone(() =>
    inTransaction({ ...ctx, actor }, async ({ db }) => {
      const now = ctx.now();
      if (!(await consumeToken(db, { ...link, now }))) throw new LinkGoneError();
      await savePassword(db, account.id, hash, now);
      await db.delete(memberSession).where(eq(memberSession.userId, account.id));
      await queueMail(db, {
        kind: 'password-changed',
        causeKey: `password-changed:${found.id}`,
        to: { address: email, name: account.name },
        personId: account.personId,
        accountId: account.id,
      });
      await writeAudit(db, actor, now, [{ action: 'reset-password', subject: { type: 'account', id: account.id } }]);
      return { ok: true, email } as const;
    }),
  );
}
