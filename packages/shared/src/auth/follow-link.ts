import { recoverSecret, secretDigest, tokenSecret } from './token-secrets.ts';

/**
 * The link of the receipt: it follows an envoi and proves no address, unlike the one in the mail. Made of the id of the
 * envoi, which nobody outside knows, so that the receipt shows the same link at each visit.
 */
const PURPOSE = 'follow';

/** What the database keeps of it, in hexadecimal. */
export function followDigest(key: string, submissionId: string): string {
  return Buffer.from(secretDigest(tokenSecret(key, PURPOSE, submissionId))).toString('hex');
}

/** The secret of the link; null when the key that made it is no longer in TOKEN_KEYS, or the envoi has none. */
export function followSecret(keys: readonly string[], submissionId: string, digest: string | null): string | null {
  if (digest === null) return null;
  try {
    return recoverSecret(keys, { id: submissionId, purpose: PURPOSE, secretSha256: Buffer.from(digest, 'hex') });
  } catch {
    return null;
  }
}
