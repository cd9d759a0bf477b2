import { randomUUID } from 'node:crypto';
import { decision } from '../db/tables/decision.ts';
import { ConflictError } from '../errors/errors.ts';
import { enqueue } from '../queue/outbox.ts';
import { type LoadedRequest, loadRequests } from '../reads/load-request.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction, type TransactionContext } from './context.ts';
import { lastChain } from './last-chain.ts';
import type { Decision } from './lock-approvals.ts';
import { type DecisionSettings, loadForDecision, refuseAlone, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Tries a failed application again, when an error stood in its way; a plan that no longer holds must be read first.
 * The approval stands: a new decision repeats it, at its new place in the order. What was approved in one act is tried
 * again in one act.
 * @throws ConflictError when the request did not fail by an error, or when others of its chain are no longer failed
 */
export async function retryApplication(
  ctx: Context,
  input: { requestId: string; version: number },
  settings: Pick<DecisionSettings, 'fourEyes'>,
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    const { request } = loaded;
    if (request.failure?.code !== 'error') {
      throw new ConflictError(`Change request ${request.id} did not fail by an error.`, {
        userMessage: 'Ce qui était prévu ne tient plus : remettez la demande à traiter et relisez-la.',
      });
    }
    const chain = await loadFormerChain(tx, request.id);
    for (const { former, loaded: one } of chain) refuseAlone(actor, one, former.personIds, settings);
    const firstId = randomUUID();
    for (const [index, { former, loaded }] of chain.entries()) {
      await changeState(tx, loaded.request, 'retry', {
        set: { failure: null },
        detail: { formerDecisionId: former.id },
      });
      const { id: _, sequence: __, settledAt: ___, outcome: ____, ...repeated } = former;
      const id = index === 0 ? firstId : randomUUID();
      const chainId = former.chainId === null ? null : firstId;
      await tx.db.insert(decision).values({ ...repeated, id, chainId, staffId: actor.id, at: tx.now() });
      await writeAudit(tx.db, actor, tx.now(), [
        {
          action: 'retry-application',
          subject: { type: 'change-request', id: loaded.request.id },
          requestId: loaded.request.id,
          after: { decisionId: id },
        },
      ]);
    }
    await enqueue(tx.db, [{ kind: 'apply', ref: firstId }]);
    return { version: request.version + 1 };
  });
}

/** The last approval of the request with those it stands or falls with, in their order, and their requests. */
async function loadFormerChain(
  tx: TransactionContext,
  requestId: string,
): Promise<{ former: Decision; loaded: LoadedRequest }[]> {
  const formers = await lastChain(tx, requestId);
  if (formers.length === 0) throw new ConflictError(`Change request ${requestId} was never approved.`);
  const requests = await loadRequests(
    tx.db,
    formers.map((former) => former.requestId),
  );
  return formers.map(({ superseded, ...former }) => {
    const loaded = requests.find(({ request }) => request.id === former.requestId);
    if (superseded || loaded?.request.state !== 'failed' || loaded.request.failure?.code !== 'error') {
      throw new ConflictError(`The chain of change request ${requestId} is no longer whole.`, {
        userMessage:
          'Une autre demande de cet envoi a déjà été remise à traiter : remettez celle-ci à traiter aussi, et relisez-la.',
      });
    }
    return { former, loaded };
  });
}
