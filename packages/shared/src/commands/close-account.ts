import { and, eq, ne, sql } from 'drizzle-orm';
import { memberAccount } from '../db/tables/member-account.ts';
import { memberSession } from '../db/tables/member-session.ts';
import { person } from '../db/tables/person.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { TransactionContext } from './context.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Closes an account whose last mandate is over, as planned; does nothing when a mandate goes on or lies ahead. Access
 * itself is computed from the dates at each request: this is the side effect, on the day. Never a mail to the dead.
 */
export async function closeAccountIfOver(tx: TransactionContext, accountId: string): Promise<{ closed: boolean }> {
  const today = todayInBrussels(tx.now());
  const [row] = await tx.db
    .update(memberAccount)
    .set({ state: 'closed', closedAt: tx.now(), pendingEmail: null, updatedAt: tx.now() })
    .where(
      and(
        eq(memberAccount.id, accountId),
        ne(memberAccount.state, 'closed'),
        sql`not exists (select from mandate m where m.person_id = ${memberAccount.personId} and m.annulled_at is null
          and (upper_inf(m.period) or upper(m.period) > ${today}::date))`,
      ),
    )
    .returning({ personId: memberAccount.personId, email: memberAccount.email, name: memberAccount.name });
  if (!row) return { closed: false };
  await tx.db.delete(memberSession).where(eq(memberSession.userId, accountId));
  await tx.db.execute(sql`
    update token set voided_at = ${tx.now().toISOString()}::timestamptz
    where account_id = ${accountId} and used_at is null and voided_at is null`);
  await writeAudit(tx.db, tx.actor, tx.now(), [
    { action: 'close-account', subject: { type: 'account', id: accountId } },
  ]);
  const [holder] = await tx.db.select({ deceased: person.deceased }).from(person).where(eq(person.id, row.personId));
  if (row.email && holder && !holder.deceased) {
    await queueMail(tx.db, {
      kind: 'account-closed',
      causeKey: `account-closed:${accountId}:${today}`,
      to: { address: row.email, name: row.name },
      personId: row.personId,
      accountId,
    });
  }
  return { closed: true };
}
