import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatReference,
  nearReferences,
  newReference,
  parseReference,
  REFERENCE_ALPHABET,
} from '../../src/domain/reference.ts';

const anyReference = () =>
  fc.array(fc.constantFrom(...REFERENCE_ALPHABET), { minLength: 8, maxLength: 8 }).map((letters) => letters.join(''));

describe('a reference', () => {
  test('has no character that is taken for another one', () => {
    expect(REFERENCE_ALPHABET).toHaveLength(30);
    expect(new Set(REFERENCE_ALPHABET).size).toBe(30);
    expect(REFERENCE_ALPHABET).not.toMatch(/[IOQZ01]/);
  });

  test('is found again however it is typed', () => {
    fc.assert(
      fc.property(anyReference(), (reference) => {
        const printed = formatReference(reference);
        for (const typed of [reference, printed, printed.toLowerCase(), ` ${[...reference].join(' ')} `]) {
          expect(parseReference(typed)).toBe(reference);
        }
      }),
    );
    expect(formatReference('K7M4P2XA')).toBe('K7M4-P2XA');
  });

  test.each(['', 'K7M4P2X', 'K7M4P2XAB', 'K7M4P2X0', 'K7M4P2XI', "K7M4'--"])('is not %j', (text) => {
    expect(parseReference(text)).toBeNull();
  });
});

describe('a new reference', () => {
  test('is one, and another one each time', () => {
    const references = Array.from({ length: 500 }, () => newReference(randomBytes));
    for (const reference of references) expect(parseReference(reference)).toBe(reference);
    expect(new Set(references).size).toBe(500);
  });

  test('gives every character the same number of bytes, and leaves out the bytes that would favour some', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 240; byte++) {
      const letter = newReference((n) => new Uint8Array(n).fill(byte))[0] ?? '';
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array(30).fill(8));
    const unfairFirst = [240, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
    expect(newReference(() => Uint8Array.from(unfairFirst))).toBe('23456789');
  });

  test('fails rather than spins when the source of chance is broken', () => {
    expect(() => newReference((n) => new Uint8Array(n).fill(255))).toThrow('usable');
    expect(() => newReference(() => new Uint8Array(0))).toThrow('usable');
  });
});

describe('the references near one that was typed', () => {
  test('differ by one character or by two neighbours that changed places', () => {
    const near = nearReferences('k7m4-p2xa');
    expect(near).toEqual(expect.arrayContaining(['K7M4P2XB', '77M4P2XA', '7KM4P2XA', 'K7M4P2AX']));
    expect(near).not.toContain('K7M4P2XA');
    expect(new Set(near).size).toBe(near.length);
    expect(near.length).toBeLessThanOrEqual(8 * 30 + 7);
    for (const reference of near) expect(parseReference(reference)).toBe(reference);
  });

  test('take a character that no reference has for a mistake', () => {
    expect(nearReferences('K7M4P2X0')).toContain('K7M4P2XA');
  });

  test.each(['', 'LAMBERTS', 'K7M4P2X', 'K7M4P2XAB', 'K7M4"--%'])('are none for %j', (text) => {
    expect(nearReferences(text)).toEqual([]);
  });
});
