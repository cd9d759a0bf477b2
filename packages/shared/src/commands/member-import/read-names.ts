import type { NameOrder } from '../../domain/member-import.ts';
import { normaliseText } from '../../domain/text.ts';

const TITLES = /^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|abbé|abbe|père|sœur|frère)\.?\s+(?=\S)/i;
const PARTICLES = new Set([
  'de',
  'du',
  'des',
  'den',
  'der',
  'van',
  'von',
  'la',
  'le',
  'les',
  'ter',
  'ten',
  'di',
  'del',
  "d'",
]);

/** A name without title, and not in capitals alone: "DUPONT" is Dupont, "VAN DEN BERG" is Van den Berg. */
export function tidyName(text: string): string {
  const name = normaliseText(text).replace(TITLES, '');
  if (!/\p{Lu}{2}/u.test(name) || /\p{Ll}/u.test(name)) return name;
  return name
    .split(' ')
    .map((word, index) => {
      const lower = word.toLocaleLowerCase('fr');
      return index > 0 && PARTICLES.has(lower) ? lower : capitalise(lower);
    })
    .join(' ');
}

function capitalise(word: string): string {
  return word.replace(
    /(^|[-'’])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toLocaleUpperCase('fr'),
  );
}

export type SplitName = { lastName: string; firstName: string; isCertain: boolean };

/**
 * Cuts a joined name. A comma tells, then words in capitals beside words that are not, then the order that staff told:
 * with more than two words the cut is a proposal. Null for a single word.
 */
export function splitName(text: string, order: NameOrder): SplitName | null {
  const name = normaliseText(text).replace(TITLES, '');
  const [before = '', after = ''] = name.split(/\s*,\s*/);
  if (after !== '') return named(before, after, true);
  const words = name.split(' ');
  if (words.length < 2) return null;
  const isCapital = (word: string) => /\p{Lu}{2}/u.test(word) && !/\p{Ll}/u.test(word);
  const capitals = words.filter(isCapital);
  if (capitals.length > 0 && capitals.length < words.length) {
    return named(capitals.join(' '), words.filter((word) => !isCapital(word)).join(' '), true);
  }
  const isCertain = words.length === 2;
  if (order === 'first-last') return named(words.slice(1).join(' '), words[0] ?? '', isCertain);
  return named(words.slice(0, -1).join(' '), words.at(-1) ?? '', isCertain);
}

function named(last: string, first: string, isCertain: boolean): SplitName {
  return { lastName: tidyName(last), firstName: tidyName(first), isCertain };
}
