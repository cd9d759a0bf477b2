import { describe, expect, test } from '@jest/globals';
import { markWords } from '../src/client/request/mark-words.ts';

const said = (words: { text: string; differs: boolean }[] | undefined) =>
  words?.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

describe('words that differ', () => {
  test('are marked on both sides, and nothing else is', () => {
    const marked = markWords('jeanne.lambert@ancien.example', 'jeanne.lambert@nouveau.example');
    expect(said(marked?.before)).toBe('jeanne.lambert@[ancien].example');
    expect(said(marked?.after)).toBe('jeanne.lambert@[nouveau].example');
  });

  test('each side keeps its own text whole', () => {
    const before = 'Rue de la Gare 3, 5590 Ciney';
    const after = 'Rue de la Gare 13 bte 2, 5590 Ciney';
    const marked = markWords(before, after);
    expect(marked?.before.map(({ text }) => text).join('')).toBe(before);
    expect(marked?.after.map(({ text }) => text).join('')).toBe(after);
  });

  test('two texts with nothing in common are not marked at all', () => {
    expect(markWords('081 22 33 44', '0470 99 88 77')).toBeNull();
    expect(markWords('Jeanne', 'Béatrice')).toBeNull();
  });
});
