import { and, eq, sql } from 'drizzle-orm';
import { accountOrder } from '../../db/tables/account-order.ts';
import { mailSuppression } from '../../db/tables/mail-suppression.ts';
import { memberSession } from '../../db/tables/member-session.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { judgeAct } from '../../domain/account-acts.ts';
import { loadAccountFacts, type PersonAccount } from '../../reads/load-account-facts.ts';
import type { StaffActor, TransactionContext } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { writeAudit } from '../write-audit.ts';
import { dropFactors } from '../own-sign-in/drop-factors.ts';
import { queueLink } from './send-link.ts';
import { tellMemberSecurityChange } from './tell-member-security-change.ts';

type Order = typeof accountOrder.$inferSelect;

/**
 * Does what staff ordered for an account, if it still can be done to the address that was shown; otherwise the order says
 * why not. In the name of who ordered it. Run again, it changes nothing more.
 */
export async function runAccountOrder(
  tx: TransactionContext,
  orderId: string,
  settings: { tokenKeys: readonly string[] },
): Promise<void> {
  const [found] = await tx.db.select().from(accountOrder).where(eq(accountOrder.id, orderId));
  if (!found) return;
  await lockRegister(tx.db, { personIds: [found.personId] });
  const [order] = await tx.db.select().from(accountOrder).where(eq(accountOrder.id, orderId)).for('update');
  if (order?.state !== 'ordered') return;
  const known = await loadAccountFacts(tx.db, order.personId, tx.now());
  if (!known) throw new Error(`No person ${order.personId}.`);
  const verdict = judgeAct(order.kind, known.facts, tx.now());
  if (!verdict.possible) return settle(tx, order, verdict.why);
  if (verdict.to.toLowerCase() !== order.address.toLowerCase())
    return settle(tx, order, 'L’adresse a changé entre-temps : rien n’est parti.');
  await carryOut(tx, order, known, settings);
  await settle(tx, order, null);
}

async function carryOut(
  tx: TransactionContext,
  order: Order,
  { accountId, name, facts }: PersonAccount,
  settings: { tokenKeys: readonly string[] },
): Promise<void> {
  if (order.kind === 'unblock') {
    await tx.db.execute(sql`
      update staff_task set done_at = ${tx.now().toISOString()}::timestamptz, done_by = ${order.orderedBy}
      where kind = 'address-to-correct' and done_at is null and detail ->> 'address' = ${order.address.toLowerCase()}`);
    await tx.db.delete(mailSuppression).where(eq(mailSuppression.addressKey, order.address.toLowerCase()));
    return;
  }
  if (accountId === null) throw new Error(`Person ${order.personId} has no account.`);
  if (order.kind === 'drop-factors') {
    const account = { id: accountId, name, email: order.address };
    await dropFactors(tx.db, 'member', accountId);
    await tx.db.delete(memberSession).where(eq(memberSession.userId, accountId));
    return tellMemberSecurityChange(tx.db, account, 'factors-dropped', order.id);
  }
  if (order.kind === 'resend-activation') await finishTasksOfOlderMails(tx, order, accountId);
  await queueLink(
    tx.db,
    { now: tx.now, ...settings },
    {
      account: { id: accountId, personId: order.personId, name },
      purpose: order.kind === 'send-reset' ? 'password-reset' : 'activation',
      address: order.address,
      // Before the first day a link would be too old when it is wanted.
      on: order.kind === 'resend-activation' && !facts.mandateNow ? (facts.mandateAhead ?? undefined) : undefined,
    },
  );
}

/** A mail that failed before, or that nobody answered, is no longer to be dealt with: its link is dead. */
async function finishTasksOfOlderMails(tx: TransactionContext, order: Order, accountId: string | null): Promise<void> {
  await tx.db.execute(sql`
    update staff_task t set done_at = ${tx.now().toISOString()}::timestamptz, done_by = ${order.orderedBy}
    where t.done_at is null and (
      (t.kind = 'not-activated' and t.ref = ${accountId})
      or (t.kind in ('mail-failed', 'mail-unknown') and t.ref in (
        select id::text from mail where account_id = ${accountId} and kind in ('activation', 'activation-reminder'))))`);
}

/** `why`: what kept it from being done, or null. */
async function settle(tx: TransactionContext, order: Order, why: string | null): Promise<void> {
  const state = why === null ? ('done' as const) : ('refused' as const);
  await tx.db
    .update(accountOrder)
    .set({ state, outcome: why, doneAt: tx.now() })
    .where(and(eq(accountOrder.id, order.id), eq(accountOrder.state, 'ordered')));
  await writeAudit(tx.db, await orderer(tx, order), tx.now(), [
    {
      action: why === null ? order.kind : `refuse-${order.kind}`,
      subject: { type: 'person', id: order.personId },
      after: { orderId: order.id, address: order.address, reason: order.reason, outcome: why },
    },
  ]);
}

async function orderer(tx: TransactionContext, { orderedBy }: Order): Promise<StaffActor> {
  const [user] = await tx.db
    .select({ name: staffUser.name, role: staffUser.role, regionId: staffUser.regionId, personId: staffUser.personId })
    .from(staffUser)
    .where(eq(staffUser.id, orderedBy));
  if (!user) throw new Error(`No staff user ${orderedBy}.`);
  return { kind: 'staff', id: orderedBy, label: user.name, ...user };
}

/** The work failed again and again: the order says so. */
export async function giveUpAccountOrder(tx: TransactionContext, orderId: string): Promise<void> {
  await tx.db.execute(sql`
    update account_order set state = 'refused', done_at = ${tx.now().toISOString()}::timestamptz,
      outcome = 'Le programme n’y est pas arrivé. La page des tâches dit pourquoi.'
    where id = ${orderId} and state = 'ordered'`);
}
