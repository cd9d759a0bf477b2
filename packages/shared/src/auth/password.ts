import { hash, verify } from '@node-rs/argon2';
import { normalisePassword } from '../domain/password-length.ts';

/** OWASP's second choice for argon2id (the default of the library): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash to store. The same text typed composed or decomposed gives the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), cost);
}

/** Whether the password is the one behind a stored hash. A hash that cannot be read is nobody's. */
export async function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  try {
    return await verify(storedHash, normalisePassword(password));
  } catch {
    return false;
  }
}

let nobodysHash: Promise<string> | undefined;

/** Takes as long as `verifyPassword` does, for an address that nobody has: the time must not tell. */
export async function verifyNothing(password: string): Promise<false> {
  nobodysHash ??= hashPassword('le mot de passe de personne');
  await verifyPassword(await nobodysHash, password);
  return false;
}
