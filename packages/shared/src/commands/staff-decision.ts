import type { Role } from '../domain/roles.ts';
import { whySecondPerson } from '../domain/second-person.ts';
import { ForbiddenError } from '../errors/errors.ts';
import { listStaffActs } from '../reads/list-staff-acts.ts';
import { getRequestOrThrow, type LoadedRequest } from '../reads/load-request.ts';
import { changedMeanwhile } from './change-state.ts';
import type { Context, StaffActor, TransactionContext } from './context.ts';

/** What decisions need to know of the installation. */
export type DecisionSettings = {
  singleHolderRoles: readonly Role[];
  /** Seconds for which an approval can be taken back before the worker may apply it. */
  undoDelaySeconds: number;
  /** Whether what staff entered, corrected, ordered or merged needs somebody else to approve it. */
  fourEyes: boolean;
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

/**
 * Stops who may not decide this request by themselves, by the one rule of domain/second-person.ts. `approval`: null for
 * decisions that let nothing through.
 * @throws ForbiddenError with the reason in French
 */
export function refuseAlone(
  actor: StaffActor,
  loaded: Pick<LoadedRequest, 'request' | 'submission'>,
  personIds: readonly string[],
  approval: Pick<DecisionSettings, 'fourEyes'> | null,
): void {
  const reason = whySecondPerson(actor, { personIds, acts: listStaffActs(loaded) }, approval);
  if (reason === null) return;
  throw new ForbiddenError(`Staff user ${actor.id} may not decide alone on change request ${loaded.request.id}.`, {
    userMessage: reason,
  });
}
