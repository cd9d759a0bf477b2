import { and, eq, sql } from 'drizzle-orm';
import { consumeToken } from '../../auth/consume-token.ts';
import { findToken } from '../../auth/find-token.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { emailKey } from '../../domain/email.ts';
import { ConflictError } from '../../errors/errors.ts';
import { inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { actorOf, DEAD_LINK, type DeadLink, type LinkContext, readAccount } from './account-context.ts';
import { LinkGoneError, unlessLinkGone } from './link-gone.ts';
import { moveSignIn } from './move-sign-in.ts';

/**
 * Moves the sign-in to an approved new address, now that its owner answers there (DESIGN.md §4.10). The old address is
 * told, and every session ends.
 * @throws ConflictError when another account has taken the address meanwhile
 */
export async function confirmSignInAddress(
  ctx: LinkContext,
  input: { secret: string },
): Promise<{ ok: true; email: string } | DeadLink> {
  const link = { secret: input.secret, purpose: 'email-confirmation' as const, now: ctx.now() };
  const found = await findToken(ctx.db, link);
  const account = found?.state === 'usable' ? await readAccount(ctx.db, found.accountId) : null;
  if (!found?.email || !account || account.deceased) return DEAD_LINK;
  const email = emailKey(found.email);
  const actor = actorOf(account);
  return unlessLinkGone(() =>
    inTransaction({ ...ctx, actor }, async ({ db }) => {
      const now = ctx.now();
      if (!(await consumeToken(db, { ...link, now }))) throw new LinkGoneError();
      const [moved] = await db
        .update(memberAccount)
        .set({ email, updatedAt: now })
        .where(
          and(
            eq(memberAccount.id, account.id),
            eq(memberAccount.state, 'active'),
            sql`lower(${memberAccount.pendingEmail}) = ${email}`,
          ),
        )
        .returning({ id: memberAccount.id })
        .catch((error: unknown) => {
          throw isAddressTaken(error) ? taken() : error;
        });
      if (!moved) throw new LinkGoneError();
      await moveSignIn(db, account, { email, now, cause: found.id });
      await writeAudit(db, actor, now, [
        {
          action: 'confirm-sign-in-address',
          subject: { type: 'account', id: account.id },
          before: { email: account.email },
          after: { email },
        },
      ]);
      return { ok: true, email } as const;
    }),
  );
}

function isAddressTaken(error: unknown): boolean {
  const cause = (error as { cause?: { constraint_name?: string } }).cause;
  return cause?.constraint_name === 'member_account_email';
}

function taken(): ConflictError {
  return new ConflictError('another account has this sign-in address', {
    userMessage:
      'Cette adresse sert déjà à un autre compte : il en faut une pour chaque personne. Le secrétariat peut vous aider.',
  });
}
