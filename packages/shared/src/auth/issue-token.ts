import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { startFlight } from '../db/flight.ts';
import { type TokenPurpose, token } from '../db/tables/token.ts';
import { secretDigest, tokenSecret } from './token-secrets.ts';

/** Days that an activation link lives; the text of the mail says so. */
export const ACTIVATION_DAYS = 14;
export const PASSWORD_RESET_HOURS = 2;
export const EMAIL_CONFIRMATION_DAYS = 7;

export type NewAccountToken = {
  /** Chosen by a caller who names the token before it is stored. */
  id?: string;
  keys: readonly string[];
  purpose: Exclude<TokenPurpose, 'tracking' | 'resume'>;
  accountId: string;
  expiresAt: Date;
  now: Date;
  /** The address being confirmed, for 'email-confirmation'. */
  email?: string;
};

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
      and token.used_at is null and token.voided_at is null`);
  flight.send(older);
  const issued = tx.insert(token).values(
    wanted.map(({ id, keys, purpose, accountId, email = null, expiresAt, now }) => ({
      id,
      purpose,
      accountId,
      secretSha256: secretDigest(tokenSecret(firstOf(keys), purpose, id)),
      email,
      expiresAt,
      createdAt: now,
    })),
  );
  flight.send(issued);
  await flight.land();
}

function firstOf(keys: readonly string[]): string {
  const [key] = keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link can be made.');
  return key;
}
