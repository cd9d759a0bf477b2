import { todayInBrussels } from '../domain/dates.ts';
import { ConflictError, StalePlanError } from '../errors/errors.ts';
import { getRequestOrThrow, loadEnvoi, type LoadedRequest } from '../reads/load-request.ts';
import { chainHash, planChain } from '../reads/plan-chain.ts';
import type { PlannedRequest } from '../reads/plan-request.ts';
import { refuseUnsettled } from './check-approval.ts';
import { changedMeanwhile } from './change-state.ts';
import { type Context, inTransaction, type TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { recordApprovals } from './record-approvals.ts';
import { type DecisionSettings, refuseAlone, requireDecider } from './staff-decision.ts';

export type EnvoiApproval = {
  /** Any request of the envoi. */
  requestId: string;
  /** Hash of the chain of plans that was on the screen. */
  shownHash: string;
  /** What was shown as still to be decided: all of it, or somebody was quicker. `acknowledged`: warnings ticked. */
  requests: readonly { id: string; version: number; acknowledged: readonly string[] }[];
};

/**
 * Approves all that is still to be decided of an envoi, in one act: each request is planned on the state that those
 * before it will have left, and the worker applies them in one transaction or not at all.
 * @throws ConflictError when another request of the envoi is to be decided, or one that was shown no longer is,
 *   StalePlanError when a plan is another one by now, InvalidInputError while a finding blocks or a warning is not ticked,
 *   ForbiddenError for readers and when one of them is about one's own person
 */
export async function approveEnvoi(
  ctx: Context,
  input: EnvoiApproval,
  settings: DecisionSettings,
): Promise<{ decisionIds: string[]; appliesAt: Date }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const anchor = await getRequestOrThrow(tx.db, input.requestId, actor.regionId);
    const open = (await loadEnvoi(tx.db, anchor.submission.id)).filter(({ request }) => request.state === 'submitted');
    refuseOthers(open, input);
    await lockPos(tx, open);
    const today = todayInBrussels(tx.now());
    const chain = (await planChain(tx.db, open, { today, singleHolderRoles: settings.singleHolderRoles })).filter(
      (planned): planned is PlannedRequest => planned !== null,
    );
    for (const planned of chain) refuseAlone(actor, planned, planned.plan.personIds, settings);
    if (chain.length < open.length || chainHash(chain) !== input.shownHash) {
      throw new StalePlanError(`The plans of the envoi of ${input.requestId} are not those that were shown.`);
    }
    const plans = chain.map((planned) => ({ planned, acknowledged: tickedFor(input, planned.request.id) }));
    for (const { planned, acknowledged } of plans) refuseUnsettled(planned.plan, acknowledged);
    await lockRegister(tx.db, { personIds: chain.flatMap(({ plan }) => plan.personIds) });
    const appliesAt = new Date(tx.now().getTime() + settings.undoDelaySeconds * 1000);
    const recorded = await recordApprovals(tx, actor, plans, { today, appliesAt });
    return { decisionIds: recorded.map(({ decisionId }) => decisionId), appliesAt };
  });
}

function tickedFor({ requests }: EnvoiApproval, requestId: string): readonly string[] {
  return requests.find(({ id }) => id === requestId)?.acknowledged ?? [];
}

/** What is to be decided must be what was on the screen, each at its version. */
function refuseOthers(open: readonly LoadedRequest[], { requestId, requests }: EnvoiApproval): void {
  if (open.length === 0) {
    throw new ConflictError(`Nothing of the envoi of ${requestId} is to be decided.`, {
      userMessage: 'Plus rien de cet envoi n’est à décider.',
    });
  }
  const shown = new Map(requests.map(({ id, version }) => [id, version]));
  const other = open.find(({ request }) => shown.get(request.id) !== request.version);
  if (other || shown.size !== open.length) throw changedMeanwhile(other?.request.id ?? requestId);
}

async function lockPos(tx: TransactionContext, open: readonly LoadedRequest[]): Promise<void> {
  const poIds = open.flatMap(({ request }) => request.settlement.poId ?? request.poId ?? []);
  await lockRegister(tx.db, { poIds: [...new Set(poIds)] });
}
