import { AUDIENCE_NAME_LENGTH } from '../../contracts/audiences.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';

/** The name of an audience, as it is stored. @throws InvalidInputError when it is missing, too long or cannot be read */
export function readAudienceName(text: string): string {
  const name = normaliseText(text);
  const problem =
    name === ''
      ? 'Donnez un nom à cette audience.'
      : name.length > AUDIENCE_NAME_LENGTH
        ? `Ce nom est trop long : ${AUDIENCE_NAME_LENGTH} caractères au plus.`
        : textProblem(name);
  if (problem) throw refuseName(problem);
  return name;
}

/** Of two audiences of one name, nobody would know which is which. */
export function audienceNameTaken(name: string): InvalidInputError {
  return refuseName(`Une audience s’appelle déjà « ${name} ».`);
}

function refuseName(problem: string): InvalidInputError {
  return new InvalidInputError('The name of the audience cannot be used.', [{ path: 'name', message: problem }], {
    userMessage: problem,
  });
}
