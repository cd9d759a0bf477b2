import { ForbiddenError } from '../../errors/errors.ts';
import type { Context, StaffActor } from '../context.ts';

/** The administrator who asks. @throws ForbiddenError for anybody else */
export function requireAdministrator({ actor }: Pick<Context, 'actor'>): StaffActor {
  if (actor.kind === 'staff' && actor.role === 'administrator') return actor;
  throw new ForbiddenError(`A ${actor.kind} who is no administrator may not do this.`, {
    userMessage: 'Ceci est réservé à l’administration.',
  });
}
