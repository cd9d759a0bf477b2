import { ForbiddenError } from '../../errors/errors.ts';
import type { Context, StaffActor } from '../context.ts';

/** The administrator who asks. @throws ForbiddenError for anybody else */
export function requireAdministrator(ctx: Pick<Context, 'actor'>): StaffActor {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || actor.role !== 'administrator') {
    throw new ForbiddenError(`A ${actor.kind} may not administer the team.`, {
      userMessage: 'Seule l’administration peut changer l’équipe.',
    });
  }
  return actor;
}
