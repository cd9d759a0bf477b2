import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { emailKey } from '../../domain/email.ts';
import type { AuditRecord } from '../write-audit.ts';

/** A closed account gives its address up to whoever comes in with it: nobody signs in there, and its person may come back. */
export function leaveAddress(tx: Transaction, left: { accountId: string; email: string }, now: Date) {
  return tx
    .update(memberAccount)
    .set({ email: null, emailVerified: false, updatedAt: now })
    .where(closedWith(left.accountId, left.email))
    .returning({ id: memberAccount.id });
}

/** The account, while it is closed and the address is still its own. */
export function closedWith(accountId: string, email: string): SQL | undefined {
  return and(
    eq(memberAccount.id, accountId),
    eq(memberAccount.state, 'closed'),
    sql`lower(${memberAccount.email}) = ${emailKey(email)}`,
  );
}

/** The same in the journal. */
export function addressLeft(accountId: string, email: string): AuditRecord {
  const subject = { type: 'account' as const, id: accountId };
  return { action: 'leave-address', subject, before: { email }, after: { email: null } };
}
