import { createHash, randomInt } from 'node:crypto';

export const RECOVERY_CODES = 10;

/** No 0, 1, I, O, L: they are copied by hand. Thirty-one letters, sixteen times: 79 bits. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 16;

/** Ten new codes as people read them: "ABCD-EFGH-JKMN-PQRS". */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
      .join('')
      .replaceAll(/.{4}(?=.)/g, '$&-'),
  );
}

/** What the database keeps of a code, however it was typed. */
export function recoveryCodeDigest(code: string): Uint8Array {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
    .digest();
}
