import { createHash, randomBytes } from 'node:crypto';

/** A new secret of a platform: 256 random bits, so that a plain digest is enough to keep. */
export function drawPlatformSecret(): { secret: string; digest: Uint8Array } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, digest: createHash('sha256').update(secret).digest() };
}
