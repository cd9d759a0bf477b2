import { and, eq } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { formatReference } from '../domain/reference.ts';
import { isOpen, STATE_LABELS } from '../domain/transitions.ts';
import { ConflictError, InvalidInputError } from '../errors/errors.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { requestType } from '../request-types/registry.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { type DecisionSettings, loadForDecision, refuseAlone, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * The same demand came twice: this request is over, and its author follows the one that stays. The threads stay apart.
 * Those that were merged into this one before go along.
 * @throws ConflictError when this one is not to be decided, the other is no longer open, or one of them is on an old
 *   version, InvalidInputError when they are not of one type and one PO, ForbiddenError for readers and on one's own person
 */
export async function mergeRequest(
  ctx: Context,
  input: { requestId: string; version: number; into: string; intoVersion: number },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  const { requestId, into } = input;
  return inTransaction(ctx, async (tx) => {
    await lockRegister(tx.db, { requestIds: [requestId, into] });
    const loaded = await loadForDecision(tx, actor, input);
    const staying = await loadForDecision(tx, actor, { requestId: into, version: input.intoVersion });
    refuseOther(loaded, staying);
    const today = todayInBrussels(tx.now());
    for (const one of [loaded, staying]) {
      const planned = await planLoaded(tx.db, one, { today, ...settings });
      if (planned) refuseAlone(actor, one, planned.plan.personIds, null);
    }
    const { version } = await changeState(tx, loaded.request, 'merge', {
      set: { mergedInto: into },
      reason: `Même demande que ${nameOf(staying)}.`,
      detail: { into },
    });
    await tx.db.update(changeRequest).set({ mergedInto: into }).where(eq(changeRequest.mergedInto, requestId));
    await saveMergers(tx, staying.request, { ...loaded.request.settlement.mergedBy, [requestId]: actor.id });
    await noteMerge(tx, actor, loaded, staying);
    return { version };
  });
}

/** Who merged what into the request that stays: a second person may have to approve it. */
async function saveMergers(
  tx: TransactionContext,
  { id, settlement }: LoadedRequest['request'],
  added: Record<string, string>,
): Promise<void> {
  const mergedBy = { ...settlement.mergedBy, ...added };
  await tx.db
    .update(changeRequest)
    .set({ settlement: { ...settlement, mergedBy } })
    .where(eq(changeRequest.id, id));
}

function refuseOther({ request }: LoadedRequest, { request: staying }: LoadedRequest): void {
  if (!isOpen(staying.state)) {
    throw new ConflictError(`Change request ${staying.id} is ${staying.state}: nothing can be merged into it.`, {
      userMessage: `L’autre demande est ${STATE_LABELS[staying.state]} : elle ne peut plus en recevoir une autre.`,
    });
  }
  const onePo = request.poId === null || staying.poId === null || request.poId === staying.poId;
  const { ordered } = requestType(request.type);
  if (ordered || request.id === staying.id || request.type !== staying.type || !onePo) {
    throw new InvalidInputError(
      `Change requests ${request.id} and ${staying.id} cannot be the same demand.`,
      [{ path: 'into', message: 'Ces deux demandes ne peuvent pas être la même.' }],
      { userMessage: 'Ces deux demandes ne peuvent pas être la même.' },
    );
  }
}

function nameOf({ request, submission }: LoadedRequest): string {
  return `la demande ${request.position} de l’envoi ${formatReference(submission.reference)}`;
}

/** On the one that stays, too: in its history and in the audit. */
async function noteMerge(tx: TransactionContext, actor: StaffActor, loaded: LoadedRequest, staying: LoadedRequest) {
  await tx.db.insert(requestEvent).values({
    ...{ requestId: staying.request.id, event: 'merge-in' },
    ...{ fromState: staying.request.state, toState: staying.request.state },
    ...{ actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label },
    reason: `${nameOf(loaded).replace(/^l/, 'L')} demande la même chose.`,
    detail: { merged: loaded.request.id },
    at: tx.now(),
  });
  const [from, to] = [loaded.request.id, staying.request.id];
  await writeAudit(tx.db, actor, tx.now(), [
    { action: 'merge-request', subject: { type: 'change-request', id: from }, requestId: from, after: { into: to } },
    { action: 'merge-request', subject: { type: 'change-request', id: to }, requestId: to, after: { merged: from } },
  ]);
}

/**
 * Takes a merge back: the two are decided apart again.
 * @throws ConflictError when it is not merged, or when the one that stayed is decided, or on an old version
 */
export async function unmergeRequest(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    const into = request.mergedInto;
    await lockRegister(tx.db, { requestIds: [request.id, ...(into ? [into] : [])] });
    const [staying] = into
      ? await tx.db
          .select({ state: changeRequest.state, settlement: changeRequest.settlement })
          .from(changeRequest)
          .where(eq(changeRequest.id, into))
      : [];
    if (staying && !isOpen(staying.state)) {
      throw new ConflictError(`Change request ${into} is ${staying.state}: the merge stands.`, {
        userMessage: `La demande qui restait est ${STATE_LABELS[staying.state]} : la fusion ne peut plus être annulée.`,
      });
    }
    const { version } = await changeState(tx, request, 'unmerge', {
      set: { mergedInto: null },
      detail: { from: into },
    });
    if (into && staying) {
      const { [request.id]: _, ...mergedBy } = staying.settlement.mergedBy ?? {};
      await tx.db
        .update(changeRequest)
        .set({ settlement: { ...staying.settlement, mergedBy } })
        .where(eq(changeRequest.id, into));
    }
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'unmerge-request',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        before: { into },
      },
    ]);
    return { version };
  });
}

/**
 * The request that stayed ends by what its own author did or left undone: those who follow it have asked all the same, and
 * theirs are to be decided again.
 */
export async function releaseFollowers(tx: TransactionContext, requestId: string): Promise<void> {
  const followers = await tx.db
    .select({ id: changeRequest.id, state: changeRequest.state, version: changeRequest.version })
    .from(changeRequest)
    .where(and(eq(changeRequest.mergedInto, requestId), eq(changeRequest.state, 'merged')));
  for (const follower of followers) {
    await changeState(tx, follower, 'unmerge', {
      set: { mergedInto: null },
      reason: 'La demande qui restait a été retirée par son auteur, ou est restée sans réponse.',
      detail: { from: requestId },
    });
  }
}
