import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { type TokenPurpose, token } from '../db/tables/token.ts';
import { secretDigest } from './token-secrets.ts';

export type FoundToken = {
  id: string;
  purpose: TokenPurpose;
  accountId: string | null;
  /** The address being confirmed, for 'email-confirmation'. */
  email: string | null;
  state: 'usable' | 'used' | 'voided' | 'expired';
};

/** Looks at a link without using it up. Null when nobody was ever given this secret for this purpose. */
export async function findToken(
  db: Database | Transaction,
  link: { secret: string; purpose: TokenPurpose; now: Date },
): Promise<FoundToken | null> {
  const [row] = await db
    .select()
    .from(token)
    .where(eq(token.secretSha256, secretDigest(link.secret)));
  if (!row || row.purpose !== link.purpose) return null;
  const { id, purpose, accountId, email, usedAt, voidedAt, expiresAt } = row;
  const state = usedAt ? 'used' : voidedAt ? 'voided' : expiresAt <= link.now ? 'expired' : 'usable';
  return { id, purpose, accountId, email, state };
}
