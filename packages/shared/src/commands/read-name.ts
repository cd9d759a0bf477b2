import { normaliseText, textProblem } from '../domain/text.ts';
import { InvalidInputError } from '../errors/errors.ts';

/**
 * The name of something that staff keep, as it is stored. `missing` says so in French.
 * @throws InvalidInputError at "name" when it is missing, longer than `longest` or cannot be read
 */
export function readName(text: string, { missing, longest }: { missing: string; longest: number }): string {
  const name = normaliseText(text);
  const problem =
    name === ''
      ? missing
      : name.length > longest
        ? `Ce nom est trop long : ${longest} caractères au plus.`
        : textProblem(name);
  if (problem) throw refusedName(problem);
  return name;
}

/** A name that cannot be used, for a reason in French: as when another thing bears it. */
export function refusedName(reason: string): InvalidInputError {
  return new InvalidInputError('The name cannot be used.', [{ path: 'name', message: reason }], {
    userMessage: reason,
  });
}
