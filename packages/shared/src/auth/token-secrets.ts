import { createHash, createHmac } from 'node:crypto';

/**
 * Links that live longer than a password reset. The secret in the link is HMAC(key, purpose and id), so a resend carries
 * the same link although only the secret's SHA-256 is stored (RELIABILITY.md §3).
 */
export function tokenSecret(key: string, purpose: string, tokenId: string): string {
  return createHmac('sha256', key).update(`${purpose}:${tokenId}`).digest('base64url');
}

/** What the database keeps of a secret. */
export function secretDigest(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}

/**
 * The secret of a stored token, found among the current and former keys (current first).
 * @throws when none of the keys made it: a key was taken out of TOKEN_KEYS while its links still live.
 */
export function recoverSecret(
  keys: readonly string[],
  token: { id: string; purpose: string; secretSha256: Uint8Array },
): string {
  for (const key of keys) {
    const secret = tokenSecret(key, token.purpose, token.id);
    if (Buffer.from(secretDigest(secret)).equals(Buffer.from(token.secretSha256))) return secret;
  }
  throw new Error(`No key of TOKEN_KEYS made token ${token.id}. Put the former key back, after the current one.`);
}
