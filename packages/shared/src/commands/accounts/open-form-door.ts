import { issueAccountToken } from '../../auth/issue-token.ts';
import { tokenSecret } from '../../auth/token-secrets.ts';
import type { Transaction } from '../../db/client.ts';
import { tokenDoor } from '../../db/tables/token-door.ts';

/** Long enough for a page to load, too short to be passed on. */
const DOOR_MINUTES = 10;

/**
 * Opens the public form to a member who is signed in, for one PO: the page behind `/arriver/<secret>` lets them in once.
 * Whether they are a member of that PO is asked again there. Returns the secret, which is nowhere stored.
 */
export async function openFormDoor(
  tx: Transaction,
  wanted: { keys: readonly string[]; accountId: string; poId: string; now: Date },
): Promise<string> {
  const { keys, accountId, poId, now } = wanted;
  const tokenId = await issueAccountToken(tx, {
    keys,
    purpose: 'form-door',
    accountId,
    expiresAt: new Date(now.getTime() + DOOR_MINUTES * 60_000),
    now,
  });
  await tx.insert(tokenDoor).values({ tokenId, poId });
  return tokenSecret(keys[0] ?? '', 'form-door', tokenId);
}
