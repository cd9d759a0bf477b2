import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice for argon2id (the default of the library): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const MIN_PASSWORD_LENGTH = 15;
export const MAX_PASSWORD_LENGTH = 128;

/** The argon2id hash to store. The same text typed composed or decomposed gives the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), cost);
}

/** Whether the password is the one behind a stored hash. A hash that cannot be read is nobody's. */
export async function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  try {
    return await verify(storedHash, normalise(password));
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

/** How many characters a person counts: code points, after normalisation. */
export function passwordLength(password: string): number {
  return [...normalise(password)].length;
}

function normalise(password: string): string {
  return password.normalize('NFKC');
}
