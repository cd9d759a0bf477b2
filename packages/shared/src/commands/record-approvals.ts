import { randomUUID } from 'node:crypto';
import { decision } from '../db/tables/decision.ts';
import type { CivilDate } from '../domain/dates.ts';
import { enqueue } from '../queue/outbox.ts';
import type { PlannedRequest } from '../reads/plan-request.ts';
import { summariseFindings } from '../request-types/make-plan.ts';
import { changeState } from './change-state.ts';
import type { StaffActor, TransactionContext } from './context.ts';
import { writeAudit } from './write-audit.ts';

/** A plan as it was approved, and the codes of its warnings that were ticked. */
export type ApprovedPlan = { planned: PlannedRequest; acknowledged: readonly string[] };

export type RecordedApproval = { decisionId: string; version: number };

/**
 * Writes down that plans are approved, in their order, and what the worker has to do, once. Several are a chain: they are
 * applied in one transaction or not at all, and one outbox row stands for them, named after the first decision.
 */
export async function recordApprovals(
  tx: TransactionContext,
  actor: StaffActor,
  plans: readonly ApprovedPlan[],
  { today, appliesAt }: { today: CivilDate; appliesAt: Date },
): Promise<RecordedApproval[]> {
  const firstId = randomUUID();
  const chainId = plans.length > 1 ? firstId : null;
  const recorded: RecordedApproval[] = [];
  for (const [index, { planned, acknowledged }] of plans.entries()) {
    const { plan, request } = planned;
    const { version } = await changeState(tx, request, 'approve', {
      set: { poId: plan.poId, findings: summariseFindings(plan), failure: null },
      detail: {
        shownHash: planned.shownHash,
        acknowledged,
        effects: plan.effects.length,
        ...(chainId ? { chainId } : {}),
      },
    });
    const id = index === 0 ? firstId : randomUUID();
    await tx.db.insert(decision).values({
      id,
      chainId,
      requestId: request.id,
      kind: 'approve',
      payloadVersion: request.payloadVersion,
      decidedOn: today,
      plan,
      planVersion: plan.version,
      shownHash: planned.shownHash,
      applyHash: planned.applyHash,
      acknowledged: [...acknowledged],
      poId: plan.poId,
      personIds: plan.personIds,
      staffId: actor.id,
      at: tx.now(),
    });
    recorded.push({ decisionId: id, version });
  }
  await enqueue(tx.db, [{ kind: 'apply', ref: firstId, nextAt: appliesAt }]);
  await writeAudit(
    tx.db,
    actor,
    tx.now(),
    plans.map(({ planned: { request, shownHash } }, index) => ({
      action: 'approve-request',
      subject: { type: 'change-request', id: request.id },
      requestId: request.id,
      after: { decisionId: recorded[index]?.decisionId, shownHash, ...(chainId ? { chainId } : {}) },
    })),
  );
  return recorded;
}
