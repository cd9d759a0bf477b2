import { eq } from 'drizzle-orm';
import { changeRequest } from '../../db/tables/change-request.ts';
import { requestEvent } from '../../db/tables/request-event.ts';
import { requestPayload } from '../../db/tables/request-payload.ts';
import { submission } from '../../db/tables/submission.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { whySecondPerson } from '../../domain/second-person.ts';
import type { RequestState } from '../../domain/transitions.ts';
import { ConflictError, StalePlanError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { listStaffActs } from '../../reads/list-staff-acts.ts';
import { getRequestOrThrow, type LoadedRequest } from '../../reads/load-request.ts';
import { type PlannedRequest, planLoaded } from '../../reads/plan-request.ts';
import { requestType } from '../../request-types/registry.ts';
import { refuseUnsettled } from '../check-approval.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { drawReference } from '../draw-reference.ts';
import { lockRegister } from '../lock-register.ts';
import { recordApprovals } from '../record-approvals.ts';
import { type DecisionSettings, requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { editRows, type ReadOrder } from './edit-rows.ts';
import { readOrder, type TypedOrder } from './read-order.ts';

export type EditOrder = TypedOrder & {
  /** The same id twice is one request. */
  id: string;
  /** What becomes of present holders of a role, where staff chose. */
  holders: Record<string, 'end' | 'keep'>;
  /** Hash of the plan that was on the screen. */
  shownHash: string;
  /** Codes of the warnings that were ticked. */
  acknowledged: readonly string[];
};

export type EditReceipt = {
  /** 'approved': applied after the undo delay; 'waiting': a colleague decides; 'repeated': it was ordered before. */
  outcome: 'approved' | 'waiting' | 'repeated';
  requestId: string;
  /** Of the envoi, eight characters. */
  reference: string;
  state: RequestState;
  version: number;
  /** When it may be applied; null while it waits. */
  appliesAt: Date | null;
  /** Why it waits for a colleague, in French. */
  waitsBecause: string | null;
};

/**
 * Changes the register as staff typed it: a request of its own, approved in the same transaction on the plan that was
 * shown, and applied by the worker after the undo delay. Where somebody else must decide it (DESIGN.md §4.12), it is only
 * put into the queue.
 * @throws InvalidInputError for what was typed wrong, while a finding blocks or a warning is not ticked; StalePlanError
 *   when the plan is another one by now; ConflictError for the same id with other edits; NotFoundError for rows of
 *   another region; ForbiddenError for readers
 */
export async function orderEdit(ctx: Context, input: EditOrder, settings: DecisionSettings): Promise<EditReceipt> {
  const actor = requireDecider(ctx);
  return drawReference((reference) =>
    inTransaction(ctx, async (tx) => {
      const typed = { edits: input.edits, reason: input.reason };
      const read = await readOrder(tx.db, actor.regionId, typed);
      const order = { id: input.id, settlement: settlementOf(input), typed, ...read };
      await lockRegister(tx.db, { poIds: order.poId === null ? [] : [order.poId] });
      const rows = editRows(actor, order, tx.now());
      const envoi = { ...rows.submission, reference };
      const [written] = await tx.db
        .insert(submission)
        .values(envoi)
        .onConflictDoNothing({ target: submission.idempotencyKey })
        .returning({ id: submission.id });
      if (!written) return await repeated(tx, envoi, rows.request.id);
      await storeRequest(tx, actor, order, rows.request);
      const loaded = await getRequestOrThrow(tx.db, rows.request.id, actor.regionId);
      return await decide(tx, actor, loaded, input, settings);
    }),
  );
}

function settlementOf({ holders }: EditOrder): ReadOrder['settlement'] {
  return Object.keys(holders).length > 0 ? { holders } : {};
}

async function storeRequest(
  tx: TransactionContext,
  actor: StaffActor,
  { payload, settlement }: ReadOrder,
  { id, submissionId, position, type, subject, regionId, poId, createdAt }: LoadedRequest['request'],
): Promise<void> {
  await tx.db
    .insert(changeRequest)
    .values({ id, submissionId, position, type, subject, regionId, poId, settlement, createdAt });
  const schemaVersion = requestType(type).version;
  await tx.db.insert(requestPayload).values({ requestId: id, version: 1, schemaVersion, payload, createdAt });
  await tx.db.insert(requestEvent).values({
    ...{ requestId: id, event: 'submit', toState: 'submitted' as const, reason: payload.reason },
    ...{ actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label, at: createdAt },
    detail: { ordered: true, edits: payload.edits.map(({ kind }) => kind) },
  });
  await writeAudit(tx.db, actor, tx.now(), [
    {
      action: 'order-edit',
      subject: { type: 'change-request', id },
      requestId: id,
      after: { edits: payload.edits.map(({ kind, target: { name: _, person: __, ...ids } }) => ({ kind, ...ids })) },
    },
  ]);
}

async function decide(
  tx: TransactionContext,
  actor: StaffActor,
  loaded: LoadedRequest,
  { shownHash, acknowledged }: EditOrder,
  { singleHolderRoles, fourEyes, undoDelaySeconds }: DecisionSettings,
): Promise<EditReceipt> {
  const { request, submission: envoi } = loaded;
  const today = todayInBrussels(tx.now());
  const planned = await planLoaded(tx.db, loaded, { today, singleHolderRoles });
  if (!planned) throw new Error(`The order ${request.id} that was just stored has no payload.`);
  if (planned.shownHash !== shownHash)
    throw new StalePlanError(`The plan of the edit ${request.id} is not the one that was shown.`);
  refuseUnsettled(planned.plan, acknowledged);
  const waitsBecause = whyWaits(actor, planned, fourEyes);
  const receipt = { requestId: request.id, reference: envoi.reference };
  if (waitsBecause !== null) {
    await enqueue(tx.db, [{ kind: 'arrive', ref: request.id }]);
    return {
      ...receipt,
      outcome: 'waiting',
      state: 'submitted',
      version: request.version,
      appliesAt: null,
      waitsBecause,
    };
  }
  await lockRegister(tx.db, { personIds: planned.plan.personIds });
  const appliesAt = new Date(tx.now().getTime() + undoDelaySeconds * 1000);
  const [recorded] = await recordApprovals(tx, actor, [{ planned, acknowledged }], { today, appliesAt });
  if (!recorded) throw new Error('The decision was not written.');
  // For the words it is found by. It is decided: nobody is told that it is new.
  await enqueue(tx.db, [{ kind: 'arrive', ref: `${request.id}/edit` }]);
  return {
    ...receipt,
    outcome: 'approved',
    state: 'approved',
    version: recorded.version,
    appliesAt,
    waitsBecause: null,
  };
}

/** Why whoever orders this may not decide it alone, in French; null when they may. */
export function whyWaits(
  actor: StaffActor,
  planned: Pick<PlannedRequest, 'plan' | 'request' | 'submission'>,
  fourEyes: boolean,
): string | null {
  return whySecondPerson(actor, { personIds: planned.plan.personIds, acts: listStaffActs(planned) }, { fourEyes });
}

async function repeated(
  tx: TransactionContext,
  { idempotencyKey, bodySha256 }: LoadedRequest['submission'],
  requestId: string,
): Promise<EditReceipt> {
  const [known] = await tx.db.select().from(submission).where(eq(submission.idempotencyKey, idempotencyKey));
  const [request] = await tx.db.select().from(changeRequest).where(eq(changeRequest.id, requestId));
  if (!known || !request || known.bodySha256 !== bodySha256) {
    throw new ConflictError(`The order of request ${requestId} was stored with other edits.`, {
      userMessage: 'Cette modification est déjà enregistrée, sous une autre forme : rechargez la page.',
    });
  }
  const { state, version } = request;
  return {
    ...{ outcome: 'repeated', requestId, reference: known.reference, state, version },
    ...{ appliesAt: null, waitsBecause: null },
  };
}
