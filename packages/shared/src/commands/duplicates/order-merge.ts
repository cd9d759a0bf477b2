import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { changeRequest } from '../../db/tables/change-request.ts';
import { requestEvent } from '../../db/tables/request-event.ts';
import { requestPayload } from '../../db/tables/request-payload.ts';
import { submission } from '../../db/tables/submission.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { hashOf } from '../../domain/hash.ts';
import { OPEN_STATES } from '../../domain/transitions.ts';
import { ConflictError, StalePlanError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type AskedMerge, type MergeDraft, readMerge } from '../../reads/duplicates/read-merge.ts';
import { getRequestOrThrow } from '../../reads/load-request.ts';
import { planLoaded } from '../../reads/plan-request.ts';
import { MERGER } from '../../request-types/forms.ts';
import { refuseUnsettled } from '../check-approval.ts';
import { whyWaits } from '../edits/order-edit.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { drawReference } from '../draw-reference.ts';
import { lockRegister } from '../lock-register.ts';
import { recordApprovals } from '../record-approvals.ts';
import { type DecisionSettings, requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

export type MergeOrder = AskedMerge & {
  /** Hash of the plan that was on the screen. */
  shownHash: string;
  /** Codes of the warnings that were ticked. */
  acknowledged: readonly string[];
};

/** `appliesAt` null: a colleague must approve it first, and it waits in the queue. */
export type OrderedMerge = { requestId: string; appliesAt: Date | null };

/**
 * Orders that one record be merged into another: a request of its own, approved in the same act when its orderer may
 * decide it alone, and carried out by the worker like any other.
 * @throws StalePlanError when the plan is another one by now; InvalidInputError while a finding blocks or a warning is not
 *   ticked; ConflictError when a merger of one of the two waits already; NotFoundError for people of other regions;
 *   ForbiddenError for readers
 */
export async function orderMerge(ctx: Context, input: MergeOrder, settings: DecisionSettings): Promise<OrderedMerge> {
  const actor = requireDecider(ctx);
  return drawReference((reference) =>
    inTransaction(ctx, async (tx) => {
      const draft = await readMerge(tx.db, actor.regionId, input);
      const { survivorId, mergedId } = draft.payload;
      // Two who order it at once: the second waits here, and then sees the first.
      await lockRegister(tx.db, { poIds: [draft.poId], personIds: [survivorId, mergedId] });
      await refuseTwice(tx, draft);
      const requestId = await insertMerge(tx, actor, { ...draft, reference });
      const loaded = await getRequestOrThrow(tx.db, requestId);
      const today = todayInBrussels(tx.now());
      const planned = await planLoaded(tx.db, loaded, { today, singleHolderRoles: settings.singleHolderRoles });
      if (!planned || planned.shownHash !== input.shownHash)
        throw new StalePlanError(`The plan of merging ${mergedId} into ${survivorId} is not the one that was shown.`);
      refuseUnsettled(planned.plan, input.acknowledged);
      if (whyWaits(actor, planned, settings.fourEyes) !== null) {
        await enqueue(tx.db, [{ kind: 'arrive', ref: requestId }]);
        return { requestId, appliesAt: null };
      }
      const appliesAt = new Date(tx.now().getTime() + settings.undoDelaySeconds * 1000);
      await recordApprovals(tx, actor, [{ planned, acknowledged: input.acknowledged }], { today, appliesAt });
      // What it is found by; nobody is told of it as of something new.
      await enqueue(tx.db, [{ kind: 'arrive', ref: `${requestId}/merge` }]);
      return { requestId, appliesAt };
    }),
  );
}

/** A merger of one of the two that waits for a colleague: what is approved already is in the plan. */
async function refuseTwice(tx: TransactionContext, { payload }: MergeDraft): Promise<void> {
  const people = sql`array[${payload.survivorId}, ${payload.mergedId}]`;
  const [row] = await tx.db
    .select({ id: changeRequest.id })
    .from(changeRequest)
    .innerJoin(
      requestPayload,
      and(eq(requestPayload.requestId, changeRequest.id), eq(requestPayload.version, changeRequest.payloadVersion)),
    )
    .where(
      and(
        eq(changeRequest.type, MERGER),
        inArray(changeRequest.state, [...OPEN_STATES]),
        sql`(${requestPayload.payload} ->> 'survivorId' = any(${people}) or ${requestPayload.payload} ->> 'mergedId' = any(${people}))`,
      ),
    )
    .limit(1);
  if (!row) return;
  throw new ConflictError(`A merger of ${payload.survivorId} or ${payload.mergedId} is open: ${row.id}.`, {
    userMessage: 'Une fusion d’une de ces deux fiches est déjà en cours : voyez-la dans les demandes.',
  });
}

/** The request stands in an envoi of its own, whose author is whoever orders it. */
async function insertMerge(
  tx: TransactionContext,
  actor: StaffActor,
  draft: MergeDraft & { reference: string },
): Promise<string> {
  const [id, submissionId] = [randomUUID(), randomUUID()];
  const { payload, schemaVersion, subject, poId } = draft;
  const [regionId, createdAt] = [actor.regionId, tx.now()];
  await tx.db.insert(submission).values({
    ...{ id: submissionId, reference: draft.reference, regionId, poId, createdAt },
    ...{ submitterName: actor.label, submitterEmail: null, submitterFunction: 'Secrétariat' },
    ...{ channel: 'staff' as const, enteredBy: actor.id, privacyReadAt: createdAt },
    ...{ idempotencyKey: submissionId, bodySha256: hashOf(payload) },
  });
  await tx.db
    .insert(changeRequest)
    .values({ id, submissionId, position: 1, type: MERGER, subject, regionId, poId, createdAt });
  await tx.db.insert(requestPayload).values({ requestId: id, version: 1, schemaVersion, payload, createdAt });
  await tx.db.insert(requestEvent).values({
    ...{ requestId: id, event: 'submit', toState: 'submitted', reason: payload.reason, at: createdAt },
    ...{ actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label },
  });
  await writeAudit(tx.db, actor, createdAt, [
    {
      action: 'order-merge',
      subject: { type: 'change-request', id },
      requestId: id,
      after: payload,
    },
  ]);
  return id;
}
