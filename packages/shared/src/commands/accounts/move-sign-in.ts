import { eq } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { memberSession } from '../../db/tables/member-session.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { voidAddressChanges, voidLinks } from './void-address-changes.ts';

/**
 * Moves the sign-in of an account to an address that has confirmed: every session ends, links that were mailed to the
 * old address do nothing any more, and the old one is told. `cause`: names the event that is told once.
 */
export async function moveSignIn(
  tx: Transaction,
  account: { id: string; personId: string; name: string; email: string | null },
  { email, now, cause }: { email: string; now: Date; cause: string },
): Promise<void> {
  await tx
    .update(memberAccount)
    .set({ email, emailVerified: true, pendingEmail: null, updatedAt: now })
    .where(eq(memberAccount.id, account.id));
  await tx.delete(memberSession).where(eq(memberSession.userId, account.id));
  await voidLinks(tx, account.id, ['sign-in', 'password-reset', 'email-confirmation'], now);
  await voidAddressChanges(tx, account.id, now);
  if (account.email === null) return;
  await queueMail(tx, {
    kind: 'address-change-notice',
    causeKey: `address-change-notice:${cause}`,
    to: { address: account.email, name: account.name },
    personId: account.personId,
    accountId: account.id,
  });
}
