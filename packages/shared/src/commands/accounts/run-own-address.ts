import { and, eq, ne, sql } from 'drizzle-orm';
import { addressChange } from '../../db/tables/address-change.ts';
import { cause } from '../../db/tables/cause.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { person } from '../../db/tables/person.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { sameEmail } from '../../domain/email.ts';
import type { Effect } from '../../effects/effect.ts';
import { applyEffects } from '../../effects/apply-effects.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import type { TransactionContext } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { writeAudit } from '../write-audit.ts';
import { type AccountOfLink, actorOf, readAccount } from './account-context.ts';
import { moveSignIn } from './move-sign-in.ts';

type Change = typeof addressChange.$inferSelect;

/**
 * Writes the address that a member confirmed at both ends: into the register, with themselves as its origin, and as the
 * sign-in. When it no longer can be (the address opens another account by now, the account is closed), nothing changes
 * and the person is told. Run again, it changes nothing more.
 */
export async function runOwnAddress(
  tx: TransactionContext,
  changeId: string,
  settings: { tokenKeys: readonly string[] },
): Promise<void> {
  const [found] = await tx.db.select().from(addressChange).where(eq(addressChange.id, changeId));
  const known = found && (await readAccount(tx.db, found.accountId));
  if (!found || !known) return;
  const former = await holderOf(tx, found);
  await lockRegister(tx.db, { personIds: [known.personId, ...(former ? [former.personId] : [])] });
  // The account before the change, as everybody who writes both.
  await tx.db.select({ id: memberAccount.id }).from(memberAccount).where(eq(memberAccount.id, known.id)).for('update');
  const [change] = await tx.db.select().from(addressChange).where(eq(addressChange.id, changeId)).for('update');
  if (change?.state !== 'confirmed') return;
  const account = await readAccount(tx.db, known.id);
  const holder = await holderOf(tx, change);
  if (!account || !canBeDone(change, account, holder)) return refuse(tx, change, known);
  await settle(tx, change, 'done');
  await write(tx, { change, account, holder }, settings);
}

type Holder = { accountId: string; personId: string; state: string };

/** The other account that names the address, if one does. */
async function holderOf({ db }: TransactionContext, change: Change): Promise<Holder | null> {
  const { id: accountId, personId, state } = memberAccount;
  const [holder] = await db
    .select({ accountId, personId, state })
    .from(memberAccount)
    .where(and(ne(accountId, change.accountId), sql`lower(${memberAccount.email}) = ${change.wantedAddress}`));
  return holder ?? null;
}

function canBeDone({ presentAddress }: Change, account: AccountOfLink, holder: Holder | null): boolean {
  if (account.state !== 'active' || account.deceased || !sameEmail(account.email ?? '', presentAddress)) return false;
  // One that is closed gives it up.
  return holder === null || holder.state === 'closed';
}

async function write(
  tx: TransactionContext,
  { change, account, holder }: { change: Change; account: AccountOfLink; holder: Holder | null },
  { tokenKeys }: { tokenKeys: readonly string[] },
): Promise<void> {
  const { id, presentAddress, wantedAddress: email } = change;
  const now = tx.now();
  const actor = actorOf(account);
  const [origin] = await tx.db
    .insert(cause)
    .values({ kind: 'self-service', actorKind: 'member', actorId: account.id, actorLabel: account.name, at: now })
    .returning({ id: cause.id });
  if (!origin) throw new Error('The cause was not written.');
  const [recorded] = await tx.db.select({ email: person.email }).from(person).where(eq(person.id, account.personId));
  const effects: Effect[] = [];
  if (holder) effects.push({ kind: 'leave-address', accountId: holder.accountId, personId: holder.personId, email });
  if (recorded?.email !== email) {
    const field = { personId: account.personId, field: 'email' as const };
    effects.push({ kind: 'set-person-field', ...field, from: recorded?.email ?? null, to: email });
  }
  await applyEffects(tx.db, effects, {
    ...{ causeId: origin.id, requestId: null, actor, now, today: todayInBrussels(now), tokenKeys },
  });
  await moveSignIn(tx.db, account, { email, now, cause: id });
  await writeAudit(tx.db, actor, now, [
    {
      ...{ action: 'change-own-address' as const, subject: { type: 'account', id: account.id } },
      ...{ before: { email: presentAddress }, after: { email }, causeId: origin.id },
    },
  ]);
}

async function refuse(tx: TransactionContext, change: Change, account: AccountOfLink): Promise<void> {
  await settle(tx, change, 'refused');
  if (account.email !== null && account.state === 'active') {
    await queueMail(tx.db, {
      kind: 'own-address',
      causeKey: `own-address:${change.id}:refused`,
      to: { address: account.email },
      accountId: account.id,
      params: { stage: 'refused' },
    });
  }
  await writeAudit(tx.db, actorOf(account), tx.now(), [
    {
      ...{ action: 'refuse-own-address', subject: { type: 'account', id: account.id } },
      ...{ before: { email: change.presentAddress }, after: { email: change.wantedAddress } },
    },
  ]);
}

async function settle(tx: TransactionContext, { id }: Change, state: 'done' | 'refused'): Promise<void> {
  await tx.db.update(addressChange).set({ state, settledAt: tx.now() }).where(eq(addressChange.id, id));
}
