import { foldForSearch } from '../domain/text.ts';

/** Words that nearly every PO bears, or that carry no meaning: looked for only when nothing else was typed. */
const COMMON = new Set(
  'a asbl au aux d de des du ecole ecoles en et fase l la le les numero organisateur po pouvoir sur'.split(' '),
);

/** As Belgians shorten the names of schools. */
const ABBREVIATIONS: Record<string, string[]> = {
  st: ['saint'],
  ste: ['sainte'],
  nd: ['notre', 'dame'],
  inst: ['institut'],
};

const MAX_LENGTH = 100;
const MAX_WORDS = 6;

/**
 * The words to look for in a text as typed: folded (no accents, no case), shortened names spelled out, filler and
 * single letters left out, six at most. Letters and digits only, so that they may stand in a LIKE pattern. Empty when
 * nothing to look for was typed.
 */
export function searchWords(text: string): string[] {
  const typed = foldForSearch(text.slice(0, MAX_LENGTH))
    .split(' ')
    .filter((word) => word.length > 1 || /\d/.test(word));
  const words = [...new Set(typed.flatMap((word) => ABBREVIATIONS[word] ?? [word]))];
  const telling = words.filter((word) => !COMMON.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS);
}

/** As long as the words that are kept (migration 0015). */
const LONGEST = 60;

/** One of `searchWords` in a tsquery: letters and digits only, nothing in them could end the quotes. */
export const whole = (word: string): string => `'${word.slice(0, LONGEST)}'`;

/** The same for words that begin so. */
export const beginning = (word: string): string => `${whole(word)}:*`;
