import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldForSearch, normaliseMultiline, normaliseText, textProblem } from '../../src/domain/text.ts';

/** Any string at all, lone surrogates included. */
const anyText = () => fc.string({ unit: 'binary', maxLength: 60 });
const anyUtf16 = () => fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('text of one line', () => {
  test('has single spaces, none at the ends, and accents in one piece', () => {
    expect(normaliseText('  Jeanne\u00a0\t Marie\r\n  Lambert ')).toBe('Jeanne Marie Lambert');
    expect(normaliseText('Rene\u0301')).toBe('René');
    expect(normaliseText('Lam\u00adbert')).toBe('Lambert');
    expect(normaliseText('\ufeffLambert')).toBe('Lambert');
    expect(normaliseText(' \n ')).toBe('');
  });

  test('does not change when it is normalised again', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), anyUtf16()), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toMatch(/[\n\r\t\u00a0]|^ | $| {2}/);
      }),
    );
  });
});

describe('text of several lines', () => {
  test('keeps its lines and one empty line between paragraphs', () => {
    expect(normaliseMultiline('\r\nBonjour,  \r\n\r\n\r\n\r\nMerci.\rJeanne\n ')).toBe('Bonjour,\n\nMerci.\nJeanne');
  });

  test('does not change when it is normalised again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab \n\r\t\u00a0\u2028]{0,30}$/), (text) => {
        const once = normaliseMultiline(text);
        expect(normaliseMultiline(once)).toBe(once);
        expect(once).not.toMatch(/\r|\n{3}|[ \t]\n/);
      }),
    );
  });

  test('is normalised even when it is 200,000 spaces, which a pattern that looks back would take minutes for', () => {
    expect(normaliseMultiline(`a${' '.repeat(200_000)}b`)).toHaveLength(200_002);
  });
});

describe('a text that must be refused', () => {
  test.each([
    ['NUL', 'Lam\u0000bert', 'commande'],
    ['a bell', 'Lam\u0007bert', 'commande'],
    ['a C1 control', 'Lam\u0085bert', 'commande'],
    ['a lone high surrogate', 'Lam\ud83dbert', 'abîmé'],
    ['a lone low surrogate', 'Lam\ude00bert', 'abîmé'],
    ['a lost character', 'Ren\ufffd', 'abîmé'],
    ['an override of direction', 'Lam\u202ebert', 'sens'],
    ['an isolate', 'Lam\u2066bert', 'sens'],
    ['a zero-width space', 'Lam\u200bbert', 'invisible'],
    ['a byte-order mark inside', 'Lam\ufeffbert', 'invisible'],
    ['a joiner after a space', 'Lambert \u200dJeanne', 'invisible'],
    ['a joiner at the end', 'Lambert\u200c', 'invisible'],
    ['two joiners in a row', 'Lam\u200d\u200dbert', 'invisible'],
    ['a tag', 'Lambert\u{e0041}', 'invisible'],
  ])('has %s', (_name, text, word) => {
    expect(textProblem(text)).toMatch(word);
  });

  test.each([
    'Jeanne Lambert',
    'Ængus Œdipe Ørsted-ßach',
    'Zoë d’Hoogvorst',
    'Łukasz Đorđević',
    'محمد',
    'کتاب\u200cها',
    'Merci 🙂 👨\u200d👩\u200d👧 ❤️\u200d🔥',
    'Deux\nlignes\tet un tabulateur',
    '',
  ])('is not %j', (text) => {
    expect(textProblem(text)).toBeNull();
  });

  test('is every text with a control character, wherever it stands', () => {
    const control = fc.integer({ min: 0, max: 31 }).filter((code) => ![9, 10, 13].includes(code));
    fc.assert(
      fc.property(anyText(), control, anyText(), (before, code, after) => {
        expect(textProblem(before + String.fromCharCode(code) + after)).not.toBeNull();
      }),
    );
  });
});

describe('text folded for a search', () => {
  test.each([
    ['L’Hôte-Cœur', 'l hote coeur'],
    ["L'HÔTE CŒUR", 'l hote coeur'],
    ['Straße', 'strasse'],
    ['Ægidius', 'aegidius'],
    ['  Saint-Vith,  (Ardennes) ', 'saint vith ardennes'],
    ['Rene\u0301', 'rene'],
    ['Łódź Ørsted', 'lodz orsted'],
    ['İstanbul ıssız', 'istanbul issiz'],
    ['ＦＡＳＥ ９５', 'fase 95'],
    ['5590', '5590'],
    ['…!', ''],
  ])('%j becomes %j', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  test('does not change when it is folded again, nor with case', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), anyUtf16()), (text) => {
        const once = foldForSearch(text);
        expect(foldForSearch(once)).toBe(once);
        expect(once).not.toMatch(/^ | $| {2}|\p{M}/u);
      }),
      { numRuns: 2_000 },
    );
  });

  test('does not change when it is folded again, for every character of Unicode', () => {
    const changing: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const once = foldForSearch(String.fromCodePoint(code));
      if (foldForSearch(once) !== once) changing.push(code);
    }
    expect(changing).toEqual([]);
  });

  test('is the same for a name in capitals', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zéèêëàâçïîôùûüœæ' -]{1,20}$/), (name) => {
        expect(foldForSearch(name.toUpperCase())).toBe(foldForSearch(name));
      }),
    );
  });
});
