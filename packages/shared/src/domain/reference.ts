/** Digits and capitals that nobody takes for one another when reading aloud or copying: no I O Q Z 0 1. */
export const REFERENCE_ALPHABET = '23456789ABCDEFGHJKLMNPRSTUVWXY';

const LENGTH = 8;

/** The bytes below this fall on every character equally often; the others are thrown away. */
const FAIR_BYTES = 256 - (256 % REFERENCE_ALPHABET.length);

/**
 * A new reference of 8 characters, every one equally likely (39 bits). `randomBytes(n)` gives n random bytes.
 * @throws Error when `randomBytes` gives nothing usable, which no real source of chance does
 */
export function newReference(randomBytes: (n: number) => Uint8Array): string {
  let reference = '';
  for (let round = 0; round < 100; round++) {
    for (const byte of randomBytes(2 * LENGTH)) {
      if (byte < FAIR_BYTES) reference += REFERENCE_ALPHABET[byte % REFERENCE_ALPHABET.length];
      if (reference.length === LENGTH) return reference;
    }
  }
  throw new Error('The source of random bytes gives no usable byte');
}

/** `K7M4P2XA` as people read it: `K7M4-P2XA`. */
export function formatReference(reference: string): string {
  return `${reference.slice(0, LENGTH / 2)}-${reference.slice(LENGTH / 2)}`;
}

/**
 * The reference in a text typed by a person, as stored (8 characters, no hyphen), or null. Tolerates lower case,
 * spaces, hyphens and dots. Never throws.
 */
export function parseReference(text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s._\u2010-\u2015-]/g, '');
  return typed.length === LENGTH && [...typed].every((letter) => REFERENCE_ALPHABET.includes(letter)) ? typed : null;
}
