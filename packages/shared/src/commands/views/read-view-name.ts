import { VIEW_NAME_LENGTH } from '../../contracts/saved-views.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';

/** The name of a view, as it is stored. @throws InvalidInputError when it is missing, too long or cannot be read */
export function readViewName(text: string): string {
  const name = normaliseText(text);
  const problem =
    name === ''
      ? 'Donnez un nom à cette vue.'
      : name.length > VIEW_NAME_LENGTH
        ? `Ce nom est trop long : ${VIEW_NAME_LENGTH} caractères au plus.`
        : textProblem(name);
  if (problem) throw refuseName(problem);
  return name;
}

/** Of two views of one name, nobody would know which is which. */
export function nameTaken(): InvalidInputError {
  return refuseName('Vous avez déjà une vue de ce nom.');
}

function refuseName(problem: string): InvalidInputError {
  return new InvalidInputError('The name of the view cannot be used.', [{ path: 'name', message: problem }], {
    userMessage: problem,
  });
}
