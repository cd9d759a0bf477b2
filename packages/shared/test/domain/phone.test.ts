import { describe, expect, test } from '@jest/globals';
import { formatPhone, parsePhone } from '../../src/domain/phone.ts';

describe('a telephone number', () => {
  test.each([
    ['081/22.33.44', '+3281223344', '081 22 33 44'],
    ['0475 12 34 56', '+32475123456', '0475 12 34 56'],
    ['+32 (0)81 22 33 44', '+3281223344', '081 22 33 44'],
    ['0032 81 22 33 44', '+3281223344', '081 22 33 44'],
    ['Tél. : 081 22 33 44', '+3281223344', '081 22 33 44'],
    ['０８１ ２２ ３３ ４４', '+3281223344', '081 22 33 44'],
    ['081 22 33 44 ext. 12', '+3281223344;ext=12', '081 22 33 44, poste 12'],
    ['081 22 33 44, poste 12', '+3281223344;ext=12', '081 22 33 44, poste 12'],
    ['+33 1 42 68 53 00', '+33142685300', '+33 1 42 68 53 00'],
    ['00352 27 12 34 56', '+35227123456', '+352 27 12 34 56'],
  ])('typed as %j is stored as %s and shown as %s', (typed, e164, shown) => {
    expect(parsePhone(typed)).toEqual({ ok: true, e164 });
    expect(formatPhone(e164)).toBe(shown);
    expect(parsePhone(shown)).toEqual({ ok: true, e164 });
    expect(parsePhone(e164)).toEqual({ ok: true, e164 });
  });

  test.each([
    ['', 'Indiquez'],
    ['néant', 'pas un numéro'],
    ['appelez le 081 22 33 44 le soir', 'pas un numéro'],
    ['02 123 45 67', 'n’existe pas'],
    ['112', 'n’existe pas'],
    ['1', 'manque des chiffres'],
    ['+999 123 456', 'préfixe du pays'],
    ['0475 12 34 56 / 0476 12 34 56', 'un seul numéro'],
    ['1'.repeat(300), 'trop de chiffres'],
  ])('typed as %j is refused: %s', (typed, words) => {
    const parsed = parsePhone(typed);
    expect(parsed.ok ? '' : parsed.message).toContain(words);
  });

  test('that is no stored number is shown as it is', () => {
    expect(formatPhone('inconnu')).toBe('inconnu');
    expect(formatPhone('')).toBe('');
  });
});
