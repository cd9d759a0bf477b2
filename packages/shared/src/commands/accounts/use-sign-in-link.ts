import { consumeToken } from '../../auth/consume-token.ts';
import { findToken } from '../../auth/find-token.ts';
import { inTransaction } from '../context.ts';
import { actorOf, DEAD_LINK, type DeadLink, type LinkContext, readAccount } from './account-context.ts';
import { LinkGoneError, unlessLinkGone } from './link-gone.ts';
import { voidLinks } from './void-address-changes.ts';

/** Uses a sign-in link up, and with it the others that were sent: of many at once, one wins. Answers whose it was. */
export async function useSignInLink(
  ctx: LinkContext,
  { secret }: { secret: string },
): Promise<{ ok: true; accountId: string } | DeadLink> {
  const link = { secret, purpose: 'sign-in' as const, now: ctx.now() };
  const found = await findToken(ctx.db, link);
  const account = found?.state === 'usable' ? await readAccount(ctx.db, found.accountId) : null;
  if (!account || account.deceased || (account.state !== 'active' && account.state !== 'closed')) return DEAD_LINK;
  return unlessLinkGone(() =>
    inTransaction({ ...ctx, actor: actorOf(account) }, async ({ db }) => {
      if (!(await consumeToken(db, link))) throw new LinkGoneError();
      await voidLinks(db, account.id, ['sign-in'], link.now);
      return { ok: true, accountId: account.id } as const;
    }),
  );
}
