import { and, eq } from 'drizzle-orm';
import { consumeToken } from '../../auth/consume-token.ts';
import { findToken } from '../../auth/find-token.ts';
import { hashPassword } from '../../auth/password.ts';
import { passwordProblem } from '../../domain/password-problem.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
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

/**
 * Turns an invitation into an account: the first password. The link is used up only when all the rest holds, in the
 * same transaction; of many at once, one wins.
 */
export async function activateAccount(
  ctx: LinkContext,
  input: { secret: string; password: string },
): Promise<{ ok: true; accountId: string } | PasswordRefused | DeadLink> {
  const link = { secret: input.secret, purpose: 'activation' as const, now: ctx.now() };
  const found = await findToken(ctx.db, link);
  const account = found?.state === 'usable' ? await readAccount(ctx.db, found.accountId) : null;
  if (!account || account.state !== 'invited' || account.deceased) return DEAD_LINK;
  const message = passwordProblem(input.password, await readPasswordContext(ctx.db, account));
  if (message !== null) return { ok: false, reason: 'password', message };
  const hash = await hashPassword(input.password);

  const actor = actorOf(account);
  return unlessLinkGone(() =>
    inTransaction({ ...ctx, actor }, async ({ db }) => {
      const now = ctx.now();
      if (!(await consumeToken(db, { ...link, now }))) throw new LinkGoneError();
      const [activated] = await db
        .update(memberAccount)
        .set({ state: 'active', emailVerified: true, activatedAt: now, updatedAt: now })
        .where(and(eq(memberAccount.id, account.id), eq(memberAccount.state, 'invited')))
        .returning({ id: memberAccount.id });
      if (!activated) throw new LinkGoneError();
      await savePassword(db, account.id, hash, now);
      await writeAudit(db, actor, now, [
        {
          action: 'activate-account',
          subject: { type: 'account', id: account.id },
          before: { state: 'invited' },
          after: { state: 'active' },
        },
      ]);
      return { ok: true, accountId: activated.id } as const;
    }),
  );
}
