import { todayInBrussels } from '../domain/dates.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { checkApproval } from './check-approval.ts';
import { type Context, inTransaction } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { recordApprovals } from './record-approvals.ts';
import { type DecisionSettings, loadForDecision, requireDecider } from './staff-decision.ts';

export type Approval = {
  requestId: string;
  version: number;
  /** Hash of the plan that was on the screen; null when nobody looked at this one (bulk): then no warning may stand. */
  shownHash: string | null;
  /** Codes of the warnings that were ticked. */
  acknowledged: readonly string[];
};

/**
 * Approves what was shown: the plan is made again and must be the same. What it will do is written down for the worker
 * in the same transaction; it may be taken back for `undoDelaySeconds`.
 * @throws StalePlanError when the plan is another one by now, ConflictError on an old version, InvalidInputError while
 *   a finding blocks or a warning is not ticked, ForbiddenError for readers, on one's own person, and alone on what one did
 *   oneself where two are needed
 */
export async function approveRequest(
  ctx: Context,
  input: Approval,
  settings: DecisionSettings,
): Promise<{ decisionId: string; version: number; appliesAt: Date }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    const poId = loaded.request.settlement.poId ?? loaded.request.poId;
    await lockRegister(tx.db, { poIds: poId ? [poId] : [] });
    const today = todayInBrussels(tx.now());
    const planned = await planLoaded(tx.db, loaded, { today, singleHolderRoles: settings.singleHolderRoles });
    checkApproval(actor, planned, input, settings);
    const { plan } = planned;
    await lockRegister(tx.db, { personIds: plan.personIds });
    const appliesAt = new Date(tx.now().getTime() + settings.undoDelaySeconds * 1000);
    const plans = [{ planned, acknowledged: input.acknowledged }];
    const [recorded] = await recordApprovals(tx, actor, plans, { today, appliesAt });
    if (!recorded) throw new Error('The decision was not written.');
    return { ...recorded, appliesAt };
  });
}
