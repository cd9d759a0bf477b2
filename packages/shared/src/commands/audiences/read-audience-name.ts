import { AUDIENCE_NAME_LENGTH } from '../../contracts/audiences.ts';
import type { InvalidInputError } from '../../errors/errors.ts';
import { readName, refusedName } from '../read-name.ts';

/** The name of an audience, as it is stored. @throws InvalidInputError when it is missing, too long or cannot be read */
export function readAudienceName(text: string): string {
  return readName(text, { missing: 'Donnez un nom à cette audience.', longest: AUDIENCE_NAME_LENGTH });
}

/** Of two audiences of one name, nobody would know which is which. */
export function audienceNameTaken(name: string): InvalidInputError {
  return refusedName(`Une audience s’appelle déjà « ${name} ».`);
}
