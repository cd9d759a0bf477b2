import { decision } from '../db/tables/decision.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { enqueue } from '../queue/outbox.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { summariseFindings } from '../request-types/make-plan.ts';
import { checkApproval } from './check-approval.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { type DecisionSettings, loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

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
 *   a finding blocks or a warning is not ticked, ForbiddenError for readers and on one's own person
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
    checkApproval(actor, planned, input);
    const { plan } = planned;
    await lockRegister(tx.db, { personIds: plan.personIds });
    const { version } = await changeState(tx, loaded.request, 'approve', {
      set: { poId: plan.poId, findings: summariseFindings(plan), failure: null },
      detail: { shownHash: planned.shownHash, acknowledged: input.acknowledged, effects: plan.effects.length },
    });
    const [row] = await tx.db
      .insert(decision)
      .values({
        requestId: input.requestId,
        kind: 'approve',
        payloadVersion: loaded.request.payloadVersion,
        decidedOn: today,
        plan,
        planVersion: plan.version,
        shownHash: planned.shownHash,
        applyHash: planned.applyHash,
        acknowledged: [...input.acknowledged],
        poId: plan.poId,
        personIds: plan.personIds,
        staffId: actor.id,
        at: tx.now(),
      })
      .returning({ id: decision.id });
    if (!row) throw new Error('The decision was not written.');
    const appliesAt = new Date(tx.now().getTime() + settings.undoDelaySeconds * 1000);
    await enqueue(tx.db, [{ kind: 'apply', ref: row.id, nextAt: appliesAt }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'approve-request',
        subject: { type: 'change-request', id: input.requestId },
        requestId: input.requestId,
        after: { decisionId: row.id, shownHash: planned.shownHash },
      },
    ]);
    return { decisionId: row.id, version, appliesAt };
  });
}
