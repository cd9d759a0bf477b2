import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, notInArray } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { requestPayload } from '../db/tables/request-payload.ts';
import { submission } from '../db/tables/submission.ts';
import { hashOf } from '../domain/hash.ts';
import { formatReference, newReference } from '../domain/reference.ts';
import { ConflictError } from '../errors/errors.ts';
import { enqueue } from '../queue/outbox.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { COUNTER_REQUEST } from '../request-types/forms.ts';
import { readAnswers } from '../request-types/read-answers.ts';
import { requestType } from '../request-types/registry.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { readWords } from './read-words.ts';
import { loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/** States of a counter-request that came to nothing: another one may be ordered. */
const CAME_TO_NOTHING = ['rejected', 'withdrawn', 'lapsed', 'merged'] as const;

/**
 * Orders that an applied request be taken back: a request of its own, which is planned, decided and applied like any
 * other. Both name each other. Resolves with the id of the new request.
 * @throws InvalidInputError without a reason, ConflictError when the request was not applied by a plan, is being taken
 *   back already, or on an old version; ForbiddenError for readers
 */
export async function orderRevert(
  ctx: Context,
  input: { requestId: string; version: number; reason: string },
): Promise<{ requestId: string }> {
  const actor = requireDecider(ctx);
  const reason = readWords(input.reason, { path: 'reason', missing: 'Indiquez pourquoi cette demande est annulée.' });
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    // Two who order it at once: the second waits here, and then sees the first.
    await lockRegister(tx.db, { requestIds: [loaded.request.id] });
    const decisionId = await appliedDecision(tx, loaded);
    await refuseTwice(tx, loaded.request.id);
    const revertId = await insertRevert(tx, actor, loaded, { decisionId, reason });
    await noteBoth(tx, actor, loaded, { revertId, reason });
    await enqueue(tx.db, [{ kind: 'arrive', ref: revertId }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'order-revert',
        subject: { type: 'change-request', id: revertId },
        requestId: revertId,
        after: { revertsId: loaded.request.id, reason },
      },
    ]);
    return { requestId: revertId };
  });
}

async function appliedDecision(tx: TransactionContext, { request, stored }: LoadedRequest): Promise<string> {
  if (stored.kind === 'erased') {
    throw new ConflictError(`The payload of change request ${request.id} has been erased.`, {
      userMessage: 'Le contenu de cette demande a été effacé : elle ne peut plus être annulée.',
    });
  }
  const [row] = await tx.db
    .select({ id: decision.id })
    .from(decision)
    .where(and(eq(decision.requestId, request.id), eq(decision.kind, 'approve'), eq(decision.outcome, 'applied')));
  if (row && request.state === 'applied') return row.id;
  throw new ConflictError(`Change request ${request.id} (${request.state}) wrote nothing that could be taken back.`, {
    userMessage: 'Cette demande n’a rien écrit dans la base : il n’y a rien à annuler.',
  });
}

async function refuseTwice(tx: TransactionContext, requestId: string): Promise<void> {
  const [row] = await tx.db
    .select({ state: changeRequest.state })
    .from(changeRequest)
    .where(and(eq(changeRequest.revertsId, requestId), notInArray(changeRequest.state, [...CAME_TO_NOTHING])));
  if (!row) return;
  throw new ConflictError(`Change request ${requestId} has a counter-request that is ${row.state}.`, {
    userMessage:
      row.state === 'applied'
        ? 'Cette demande a déjà été annulée.'
        : 'Une annulation de cette demande est déjà en cours.',
  });
}

/** The counter-request stands in an envoi of its own, whose author is the one who will be told. */
async function insertRevert(
  tx: TransactionContext,
  actor: StaffActor,
  { request, submission: envoi, stored }: LoadedRequest,
  { decisionId, reason }: { decisionId: string; reason: string },
): Promise<string> {
  const type = requestType(request.type);
  const [id, submissionId] = [randomUUID(), randomUUID()];
  const answers = readAnswers(COUNTER_REQUEST, {
    ...{ requestId: request.id, decisionId, reason, subject: request.subject },
    reference: formatReference(envoi.reference),
    sentence: stored.kind === 'payload' ? type.sentence(stored.payload) : `${type.label}, ${request.subject}`,
  });
  if (!answers.ok) throw new Error(`A counter-request of ${request.id} does not fit its schema.`);
  const { payload, schemaVersion, subject } = answers;
  await tx.db.insert(submission).values({
    ...{ id: submissionId, reference: newReference(randomBytes), regionId: request.regionId, poId: request.poId },
    ...(request.poId === null ? { poTyped: envoi.poTyped } : {}),
    ...{ submitterName: envoi.submitterName, submitterEmail: envoi.submitterEmail },
    ...{ submitterFunction: envoi.submitterFunction, emailConfirmedAt: envoi.emailConfirmedAt },
    ...{ channel: 'staff' as const, enteredBy: actor.id, privacyReadAt: envoi.privacyReadAt },
    ...{ idempotencyKey: submissionId, bodySha256: hashOf(payload), createdAt: tx.now() },
  });
  await tx.db.insert(changeRequest).values({
    ...{ id, submissionId, position: 1, type: COUNTER_REQUEST, subject, revertsId: request.id },
    ...{ regionId: request.regionId, poId: request.poId, createdAt: tx.now() },
  });
  await tx.db.insert(requestPayload).values({ requestId: id, version: 1, schemaVersion, payload, createdAt: tx.now() });
  return id;
}

async function noteBoth(
  tx: TransactionContext,
  actor: StaffActor,
  { request }: LoadedRequest,
  { revertId, reason }: { revertId: string; reason: string },
): Promise<void> {
  const who = { actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label, reason, at: tx.now() };
  await tx.db.insert(requestEvent).values([
    { ...who, requestId: revertId, event: 'submit', toState: 'submitted', detail: { revertsId: request.id } },
    {
      ...{ ...who, requestId: request.id, event: 'order-revert' },
      ...{ fromState: request.state, toState: request.state, detail: { revertId } },
    },
  ]);
}
