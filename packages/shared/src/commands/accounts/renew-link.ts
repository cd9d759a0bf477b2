import { findToken } from '../../auth/find-token.ts';
import { sameEmail } from '../../domain/email.ts';
import { inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { type AccountOfLink, actorOf, type LinkContext, readAccount } from './account-context.ts';
import { type LinkPurpose, sendLink } from './send-link.ts';

/**
 * From a link that works no more: sends a fresh one to the recorded address, never to one that is typed. Who activated
 * the account meanwhile, and clicks on the old invitation, gets a link to a new password: what they want is to come in.
 * Answers nothing, so that a secret that was never given to anybody learns nothing.
 */
export async function renewLink(ctx: LinkContext, input: { secret: string; purpose: LinkPurpose }): Promise<void> {
  const found = await findToken(ctx.db, { ...input, now: ctx.now() });
  const account = await readAccount(ctx.db, found?.accountId ?? null);
  if (!found || !account) return;
  const purpose = wanted(account, input.purpose);
  if (!mayBeSent(account, purpose, found.email)) return;
  await inTransaction({ ...ctx, actor: actorOf(account) }, async ({ db, actor }) => {
    if (!(await sendLink(db, ctx, account, purpose))) return;
    await writeAudit(db, actor, ctx.now(), [
      { action: `send-${purpose}-link`, subject: { type: 'account', id: account.id } },
    ]);
  });
}

function wanted(account: AccountOfLink, purpose: LinkPurpose): LinkPurpose {
  const isOver = purpose === 'activation' && account.activatedAt !== null && account.state !== 'invited';
  return isOver ? 'password-reset' : purpose;
}

function mayBeSent(account: AccountOfLink, purpose: LinkPurpose, confirming: string | null): boolean {
  if (account.deceased) return false;
  switch (purpose) {
    case 'activation':
      return account.state === 'invited';
    case 'password-reset':
    case 'sign-in':
      return account.state === 'active' || account.state === 'closed';
    case 'email-confirmation':
      // An address proposed later has a link of its own.
      return account.state === 'active' && sameEmail(account.pendingEmail ?? '', confirming ?? '');
  }
}
