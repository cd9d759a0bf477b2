import { desc, eq } from 'drizzle-orm';
import type { AccountOrderView, AccountView } from '../contracts/persons.ts';
import type { Database } from '../db/client.ts';
import { accountOrder } from '../db/tables/account-order.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { ACCOUNT_ACT_LABELS, ACCOUNT_ACTS, judgeAct } from '../domain/account-acts.ts';
import type { AccountFacts } from '../domain/account-facts.ts';
import { accountStanding, STANDING_LABELS } from '../domain/account-standing.ts';

const ORDERS_SHOWN = 20;

/** What staff ordered for the account of a person, the latest first. */
export async function listAccountOrders(db: Database, personId: string): Promise<AccountOrderView[]> {
  const rows = await db
    .select({ order: accountOrder, by: staffUser.name })
    .from(accountOrder)
    .innerJoin(staffUser, eq(staffUser.id, accountOrder.orderedBy))
    .where(eq(accountOrder.personId, personId))
    .orderBy(desc(accountOrder.orderedAt))
    .limit(ORDERS_SHOWN);
  return rows.map(({ order: { id, kind, address, reason, state, outcome, orderedAt }, by }) => ({
    ...{ id, address, reason, state, outcome, by },
    label: ACCOUNT_ACT_LABELS[kind],
    at: orderedAt.toISOString(),
  }));
}

/** Where an account stands and what can be done for it, as the page of its person tells. */
export function viewAccount(facts: AccountFacts, orders: AccountOrderView[], now: Date): AccountView {
  const { state, since, next } = accountStanding(facts, now);
  return {
    state,
    label: STANDING_LABELS[state],
    since: since?.toISOString() ?? null,
    next,
    signIn: facts.account?.email ?? null,
    pending: facts.account?.pendingEmail ?? null,
    steps: viewSteps(facts),
    acts: ACCOUNT_ACTS.map((act) => {
      const verdict = judgeAct(act, facts, now);
      return verdict.possible
        ? { act, label: ACCOUNT_ACT_LABELS[act], to: verdict.to, says: verdict.says, why: null }
        : { act, label: ACCOUNT_ACT_LABELS[act], to: null, says: '', why: verdict.why };
    }),
    orders,
  };
}

function viewSteps({ account, mail, link }: AccountFacts): AccountView['steps'] {
  const steps: [string, Date | null | undefined][] = [
    ['Compte créé', account?.createdAt],
    ['Dernier mail d’activation parti', mail?.sentAt],
    ['Lien ouvert', link?.openedAt],
    ['Mot de passe choisi', account?.activatedAt],
    ['Compte fermé', account?.closedAt],
  ];
  return steps.flatMap(([label, at]) => (at ? [{ label, at: at.toISOString() }] : []));
}
