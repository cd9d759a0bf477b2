import { diffWordsWithSpace } from 'diff';

export type MarkedWord = { text: string; differs: boolean };

/** Nothing in common is no comparison: marking every word would only shout. */
const LEAST_IN_COMMON = 0.25;

/**
 * The two texts cut into words, those that differ marked; null when they have so little in common that marks would not
 * help.
 */
export function markWords(before: string, after: string): { before: MarkedWord[]; after: MarkedWord[] } | null {
  const parts = diffWordsWithSpace(before, after);
  const common = parts
    .filter((part) => !part.added && !part.removed)
    .reduce((sum, { value }) => sum + value.trim().length, 0);
  if (common < LEAST_IN_COMMON * Math.max(before.length, after.length)) return null;
  const side = (skip: 'added' | 'removed') =>
    parts
      .filter((part) => !part[skip])
      .map((part) => ({ text: part.value, differs: Boolean(part.added || part.removed) }));
  return { before: side('added'), after: side('removed') };
}
