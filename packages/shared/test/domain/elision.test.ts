import { describe, expect, test } from '@jest/globals';
import { de } from '../../src/domain/elision.ts';

describe('"de" before a word', () => {
  test.each([
    ['trésorier', 'de trésorier'],
    ['administrateur', 'd’administrateur'],
    ['Élise Evrart', 'd’Élise Evrart'],
    ['Yvonne Dubois', 'd’Yvonne Dubois'],
    ['Yannick Petit', 'de Yannick Petit'],
    ['Hugo Lambert', 'de Hugo Lambert'],
    ['l’auteur', 'de l’auteur'],
  ])('%s: %s', (words, sentence) => {
    expect(de(words)).toBe(sentence);
  });
});
