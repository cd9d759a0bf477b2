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
  const typed = squeezeReference(text);
  return typed.length === LENGTH && [...typed].every((letter) => REFERENCE_ALPHABET.includes(letter)) ? typed : null;
}

/** A reference, or its beginning, as typed: in capitals, without spaces, hyphens and dots. Never throws. */
export function squeezeReference(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s._\u2010-\u2015-]/g, '');
}

/**
 * The references that somebody may have meant who made one mistake in eight characters: another character in one place,
 * or two neighbours swapped. Without the one that was typed. Empty for anything else than eight letters and digits of
 * which at least one is a digit, which no name has. Never throws.
 */
export function nearReferences(text: string): string[] {
  const typed = squeezeReference(text);
  if (!/^[0-9A-Z]{8}$/.test(typed) || !/\d/.test(typed)) return [];
  const places = [...typed];
  const replaced = places.flatMap((_, at) => [...REFERENCE_ALPHABET].map((letter) => places.with(at, letter).join('')));
  const swapped = places.slice(1).map((letter, at) =>
    places
      .with(at, letter)
      .with(at + 1, places[at] ?? '')
      .join(''),
  );
  return [...new Set([...replaced, ...swapped])].filter((near) => near !== typed && parseReference(near) !== null);
}
