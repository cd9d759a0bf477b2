import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  enterpriseNumberProblem,
  formatEnterpriseNumber,
  normaliseEnterpriseNumber,
  parseFase,
} from '../../src/domain/identifiers.ts';

/** Numbers whose last two digits are right by the rule of the BCE. */
const anyEnterpriseNumber = () =>
  fc
    .integer({ min: 1, max: 19_999_999 })
    .map((n) => String(n).padStart(8, '0') + String(97 - (n % 97)).padStart(2, '0'));

describe('an enterprise number', () => {
  test.each(['0123456749', '0123.456.749', ' BE 0123 456 749', 'TVA BE0123.456.749', '123456749', '0123-456-749'])(
    '%j is 0123456749',
    (text) => {
      expect(normaliseEnterpriseNumber(text)).toBe('0123456749');
      expect(enterpriseNumberProblem(text)).toBeNull();
    },
  );

  test.each([
    ['', 'Indiquez'],
    ['abc', 'que des chiffres'],
    ['0123.456', '10 chiffres. Vous en avez indiqué 7'],
    ['01234567490', 'Vous en avez indiqué 11'],
    ['2123456749', 'unité d’établissement'],
    ['9123456749', 'commence par 0 ou 1'],
    ['0123456748', 'n’existe pas'],
    ['0000000000', 'n’existe pas'],
  ])('is not %j: %s', (text, words) => {
    expect(enterpriseNumberProblem(text)).toContain(words);
    expect(normaliseEnterpriseNumber(text)).toBeNull();
  });

  test('is found again from its printed form', () => {
    fc.assert(
      fc.property(anyEnterpriseNumber(), (number) => {
        expect(normaliseEnterpriseNumber(formatEnterpriseNumber(number))).toBe(number);
      }),
    );
    expect(formatEnterpriseNumber('0123456749')).toBe('0123.456.749');
    expect(formatEnterpriseNumber('?')).toBe('?');
  });

  test('with one digit mistyped is refused', () => {
    fc.assert(
      fc.property(anyEnterpriseNumber(), fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const digit = (Number(number[at]) + shift) % 10;
        const mistyped = number.slice(0, at) + digit + number.slice(at + 1);
        expect(normaliseEnterpriseNumber(mistyped)).toBeNull();
      }),
    );
  });
});

describe('a FASE number', () => {
  test.each([
    ['1', 1],
    [' 95123 ', 95123],
    ['000123', 123],
    ['999999', 999999],
    ['１２３', 123],
  ])('%j is %i', (text, number) => {
    expect(parseFase(text)).toBe(number);
  });

  test.each(['', '0', '1000000', '-1', '1.5', '12a', '1e3', '0x1f', '12 34'])('is not %j', (text) => {
    expect(parseFase(text)).toBeNull();
  });
});
