import { createHmac } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge, Solution } from 'altcha-lib/types';

/** Hours for which a challenge may be answered: somebody may read the last page for a while. */
const CHALLENGE_HOURS = 12;
export const CHALLENGE_SECONDS = CHALLENGE_HOURS * 3_600;

export type Proofs = {
  /** For the script of the page; about a quarter of a second of work for a browser. */
  challenge: () => Promise<string>;
  /** The nonce of a challenge of ours that was answered rightly and in time, or null. Says nothing of a second use. */
  read: (text: unknown) => Promise<string | null>;
};

/**
 * Proof of work without any third party (altcha): made and checked with a key of ours, nothing is stored before it is
 * used. It is never required: scripts may be off, and then the limits are tighter.
 */
export function createProofs(tokenKeys: readonly string[], now: () => Date): Proofs {
  const secrets = tokenKeys.map((key) => createHmac('sha256', key).update('proof-of-work').digest('base64url'));
  return {
    challenge: async () =>
      JSON.stringify(
        await createChallenge({
          algorithm: 'PBKDF2/SHA-256',
          cost: 1_000,
          deriveKey,
          expiresAt: new Date(now().getTime() + CHALLENGE_SECONDS * 1_000),
          hmacSignatureSecret: secrets[0] ?? '',
        }),
      ),
    read: async (text) => {
      const payload = parse(text);
      if (payload === null) return null;
      for (const hmacSignatureSecret of secrets) {
        const result = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret }).catch(() => null);
        if (result?.verified) return payload.challenge.parameters.nonce;
      }
      return null;
    },
  };
}

/** What a script of ours sends; the library judges it, signature first, so that nobody makes us work for free. */
function parse(text: unknown): { challenge: Challenge; solution: Solution } | null {
  if (typeof text !== 'string' || text === '' || text.length > 4_000) return null;
  try {
    const { challenge, solution } = JSON.parse(text) as { challenge?: Challenge; solution?: Solution };
    return challenge && solution ? { challenge, solution } : null;
  } catch {
    return null;
  }
}
