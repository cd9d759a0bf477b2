import { normaliseMultiline, textProblem } from '../domain/text.ts';
import { InvalidInputError } from '../errors/errors.ts';

export const MAX_WORDS = 4_000;

/**
 * Words of one person to another, as they are stored.
 * @throws InvalidInputError at `path` when they are missing, too long or cannot be read; `missing` says so in French,
 *   and is '' where they may be left out
 */
export function readWords(text: string, { path, missing }: { path: string; missing: string }): string {
  const words = normaliseMultiline(text);
  const problem =
    words === ''
      ? missing
      : words.length > MAX_WORDS
        ? `C’est trop long : ${MAX_WORDS} caractères au plus.`
        : textProblem(words);
  if (problem)
    throw new InvalidInputError(`"${path}" holds no usable words.`, [{ path, message: problem }], {
      userMessage: problem,
    });
  return words;
}
