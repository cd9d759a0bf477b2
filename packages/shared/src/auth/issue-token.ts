import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { startFlight } from '../db/flight.ts';
import { type TokenPurpose, token } from '../db/tables/token.ts';
import { secretDigest, tokenSecret } from './token-secrets.ts';

/** Days that an activation link lives; the text of the mail says so. */
export const ACTIVATION_DAYS = 14;
export const PASSWORD_RESET_HOURS = 2;
export const EMAIL_CONFIRMATION_DAYS = 7;

/**
 * Issues the token of an account's link and voids the older ones of the same purpose, in one trip to the database.
 * Returns its id; the secret is recomputed from it when the mail is written, and is nowhere stored.
 */
export async function issueAccountToken(
  tx: Transaction,
  options: {
    /** Chosen by a caller who names the token before it is stored. */
    id?: string;
    keys: readonly string[];
    purpose: Exclude<TokenPurpose, 'tracking' | 'resume'>;
    accountId: string;
    expiresAt: Date;
    now: Date;
    /** The address being confirmed, for 'email-confirmation'. */
    email?: string;
  },
): Promise<string> {
  const [key] = options.keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link can be made.');
  const flight = startFlight();
  const older = tx
    .update(token)
    .set({ voidedAt: options.now })
    .where(
      and(
        eq(token.accountId, options.accountId),
        eq(token.purpose, options.purpose),
        isNull(token.usedAt),
        isNull(token.voidedAt),
      ),
    );
  flight.send(older);
  const id = options.id ?? randomUUID();
  const issued = tx.insert(token).values({
    id,
    purpose: options.purpose,
    accountId: options.accountId,
    secretSha256: secretDigest(tokenSecret(key, options.purpose, id)),
    email: options.email ?? null,
    expiresAt: options.expiresAt,
    createdAt: options.now,
  });
  flight.send(issued);
  await flight.land();
  return id;
}
