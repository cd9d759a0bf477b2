export const MIN_PASSWORD_LENGTH = 15;
export const MAX_PASSWORD_LENGTH = 128;

/** The same text typed composed or decomposed is the same password. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/** How many characters a person counts: code points, after normalisation. */
export function passwordLength(password: string): number {
  return [...normalisePassword(password)].length;
}
