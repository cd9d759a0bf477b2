import type { Role } from '../domain/roles.ts';
import { ForbiddenError } from '../errors/errors.ts';
import { getRequestOrThrow, type LoadedRequest } from '../reads/load-request.ts';
import { changedMeanwhile } from './change-state.ts';
import type { Context, StaffActor, TransactionContext } from './context.ts';

/** What decisions need to know of the installation. */
export type DecisionSettings = {
  singleHolderRoles: readonly Role[];
  /** Seconds for which an approval can be taken back before the worker may apply it. */
  undoDelaySeconds: number;
};

/** The staff user who decides. @throws ForbiddenError for anybody else, and for staff who may only read */
export function requireDecider(ctx: Pick<Context, 'actor'>): StaffActor {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || actor.role === 'reader') {
    throw new ForbiddenError(`A ${actor.kind} may not decide on change requests.`, {
      userMessage: 'Votre rôle permet de lire les demandes, pas de décider.',
    });
  }
  return actor;
}

/** The staff user who asks, whatever the role. @throws ForbiddenError for anybody else */
export function requireStaff(ctx: Pick<Context, 'actor'>): StaffActor {
  if (ctx.actor.kind !== 'staff') throw new ForbiddenError(`A ${ctx.actor.kind} has no place in the back office.`);
  return ctx.actor;
}

/** The request a decision is about, in the region of who decides, at the version that was shown. */
export async function loadForDecision(
  ctx: TransactionContext,
  actor: StaffActor,
  input: { requestId: string; version: number },
): Promise<LoadedRequest> {
  const loaded = await getRequestOrThrow(ctx.db, input.requestId, actor.regionId);
  if (loaded.request.version !== input.version) throw changedMeanwhile(input.requestId);
  return loaded;
}

/** Nobody decides alone on themselves (DESIGN.md §4.12). */
export function refuseOwnCase(actor: StaffActor, personIds: readonly string[]): void {
  if (actor.personId !== null && personIds.includes(actor.personId)) {
    throw new ForbiddenError(`Staff user ${actor.id} may not decide on a request about their own person.`, {
      userMessage: 'Cette demande vous concerne : un ou une collègue doit décider.',
    });
  }
}
