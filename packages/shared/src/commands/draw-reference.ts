import { randomBytes } from 'node:crypto';
import { newReference } from '../domain/reference.ts';

const ATTEMPTS = 5;

/**
 * Stores an envoi under a reference of its own. Two envois that draw the same eight characters are rare, and harmless
 * with another draw: `store` is then called again, and must have left nothing behind.
 */
export async function drawReference<T>(store: (reference: string) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store(newReference(randomBytes));
    } catch (error) {
      if (attempt === ATTEMPTS || !isReferenceTaken(error)) throw error;
    }
  }
}

function isReferenceTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause as { constraint_name?: string } | null)?.constraint_name === 'submission_reference_key';
}
