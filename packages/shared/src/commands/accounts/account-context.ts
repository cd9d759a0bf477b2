import { and, eq, sql } from 'drizzle-orm';
import type { MemberActor } from '../../auth/member-access.ts';
import type { PasswordContext } from '../../domain/password-problem.ts';
import type { Database, Transaction } from '../../db/client.ts';
import { mandate } from '../../db/tables/mandate.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { person } from '../../db/tables/person.ts';
import { po } from '../../db/tables/po.ts';
import type { Context } from '../context.ts';

/** Commands that a link or an address asks for: who acts is known once the link is read, so no actor comes with them. */
export type LinkContext = Omit<Context, 'actor'> & {
  /** TOKEN_KEYS: the first signs new links. */
  tokenKeys: readonly string[];
};

/** The link does nothing any more: used, replaced, too old, or never given to anybody. The page says one thing for all. */
export type DeadLink = { ok: false; reason: 'dead-link' };
export type PasswordRefused = { ok: false; reason: 'password'; message: string };

export const DEAD_LINK: DeadLink = { ok: false, reason: 'dead-link' };

export type AccountOfLink = typeof memberAccount.$inferSelect & { firstName: string; deceased: boolean };

/** The account behind a link, or null. */
export async function readAccount(db: Database | Transaction, accountId: string | null): Promise<AccountOfLink | null> {
  if (accountId === null) return null;
  const [row] = await db
    .select({ account: memberAccount, firstName: person.firstName, deceased: person.deceased })
    .from(memberAccount)
    .innerJoin(person, eq(person.id, memberAccount.personId))
    .where(eq(memberAccount.id, accountId));
  return row ? { ...row.account, firstName: row.firstName, deceased: row.deceased } : null;
}

/** What others know of the person, which their password must not be made of. */
export async function readPasswordContext(
  db: Database | Transaction,
  account: AccountOfLink,
): Promise<PasswordContext> {
  const names = await db
    .selectDistinct({ name: po.name })
    .from(mandate)
    .innerJoin(po, eq(po.id, mandate.poId))
    .where(and(eq(mandate.personId, account.personId), sql`${mandate.annulledAt} is null`));
  return { name: account.name, email: account.email, poNames: names.map(({ name }) => name) };
}

/** Whoever holds the link acts as the account's person. */
export function actorOf(account: AccountOfLink): MemberActor {
  return { kind: 'member', id: account.id, label: account.name, personId: account.personId };
}
