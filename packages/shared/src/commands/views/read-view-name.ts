import { VIEW_NAME_LENGTH } from '../../contracts/saved-views.ts';
import type { InvalidInputError } from '../../errors/errors.ts';
import { readName, refusedName } from '../read-name.ts';

/** The name of a view, as it is stored. @throws InvalidInputError when it is missing, too long or cannot be read */
export function readViewName(text: string): string {
  return readName(text, { missing: 'Donnez un nom à cette vue.', longest: VIEW_NAME_LENGTH });
}

/** Of two views of one name, nobody would know which is which. */
export function nameTaken(): InvalidInputError {
  return refusedName('Vous avez déjà une vue de ce nom.');
}
