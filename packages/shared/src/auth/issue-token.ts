import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { startFlight } from '../db/flight.ts';
import { type TokenPurpose, token } from '../db/tables/token.ts';
import { givenLife, type LinkLife } from '../settings/link-lives.ts';
import { secretDigest, tokenSecret } from './token-secrets.ts';

export type NewAccountToken = {
  /** Chosen by a caller who names the token before it is stored. */
  id?: string;
  keys: readonly string[];
  purpose: Exclude<TokenPurpose, 'tracking' | 'resume'>;
  accountId: string;
  /** When it ends, or how long it lives from when it leaves, as the secretariat chose. */
  expiresAt: Date | { life: LinkLife; leaves: Date };
  now: Date;
  /** The address being confirmed, for the links that confirm one. */
  email?: string;
};

/** Another request leaves these links alone: they live minutes, and strangers ask for them too. */
const STAYS: TokenPurpose = 'sign-in';

/**
 * Issues the token of an account's link and voids the older ones of the same purpose, in one trip to the database.
 * Returns its id; the secret is recomputed from it when the mail is written, and is nowhere stored.
 */
export async function issueAccountToken(tx: Transaction, wanted: NewAccountToken): Promise<string> {
  const id = wanted.id ?? randomUUID();
  await issueAccountTokens(tx, [{ ...wanted, id }]);
  return id;
}

/** The same for several, in as few statements. */
export async function issueAccountTokens(
  tx: Transaction,
  wanted: readonly (NewAccountToken & { id: string })[],
): Promise<void> {
  const [first] = wanted;
  if (first === undefined) return;
  const flight = startFlight();
  const accounts = JSON.stringify(wanted.map(({ accountId, purpose }) => ({ accountId, purpose })));
  const older = tx.execute(sql`
    update token set voided_at = ${first.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${accounts}::jsonb) as wanted ("accountId" uuid, purpose text)
    where token.account_id = wanted."accountId" and token.purpose = wanted.purpose
      and token.used_at is null and token.voided_at is null and token.purpose <> ${STAYS}`);
  flight.send(older);
  const issued = tx.insert(token).values(
    wanted.map(({ id, keys, purpose, accountId, email = null, expiresAt, now }) => ({
      id,
      purpose,
      accountId,
      secretSha256: secretDigest(tokenSecret(firstOf(keys), purpose, id)),
      email,
      expiresAt: endOf(expiresAt, accountId),
      createdAt: now,
    })),
  );
  flight.send(issued);
  await flight.land();
}

function endOf(end: NewAccountToken['expiresAt'], accountId: string): Date | SQL {
  return end instanceof Date ? end : linkEnd(sql`${accountId}::uuid`, end);
}

/** When a link ends that lives, as the secretariat of that account chose, from when it leaves. */
export function linkEnd(account: SQL, { life, leaves }: { life: LinkLife; leaves: Date }): SQL {
  const { given, unit } = givenLife(life);
  return sql`link_end(${account}, ${life}, ${given}::integer, ${unit}, ${leaves.toISOString()}::timestamptz)`;
}

function firstOf(keys: readonly string[]): string {
  const [key] = keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link can be made.');
  return key;
}
