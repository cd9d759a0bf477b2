import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { type TokenPurpose, token } from '../db/tables/token.ts';
import { secretDigest } from './token-secrets.ts';

/**
 * Uses a link up, in one conditional update: however many try at once, one gets the row and the others null. Call it
 * in the transaction that does what the link is for, after everything that could be refused.
 */
export async function consumeToken(
  tx: Transaction,
  link: { secret: string; purpose: TokenPurpose; now: Date },
): Promise<{ id: string; accountId: string | null; email: string | null } | null> {
  const [row] = await tx
    .update(token)
    .set({ usedAt: link.now })
    .where(
      and(
        eq(token.secretSha256, secretDigest(link.secret)),
        eq(token.purpose, link.purpose),
        isNull(token.usedAt),
        isNull(token.voidedAt),
        gt(token.expiresAt, link.now),
      ),
    )
    .returning({ id: token.id, accountId: token.accountId, email: token.email });
  return row ?? null;
}
