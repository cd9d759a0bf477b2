import type { Role } from '../domain/roles.ts';
import { InvalidInputError } from '../errors/errors.ts';
import { readChange, type TypedChange } from '../request-types/read-change.ts';
import { requestType } from '../request-types/registry.ts';

/** The sentence that says what was typed of one change. @throws InvalidInputError at the fields that are wrong */
export function sayChange(change: TypedChange, singleHolderRoles: readonly Role[]): string {
  const read = readChange(change, singleHolderRoles);
  if (read.ok) return requestType(change.type).sentence(read.payload);
  throw new InvalidInputError(`${read.issues.length} answer(s) of the change are not usable.`, read.issues, {
    userMessage: 'Ce changement n’est pas complet : voyez ce qui est dit aux champs.',
  });
}
