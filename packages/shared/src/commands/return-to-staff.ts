import { loadRequests } from '../reads/load-request.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction } from './context.ts';
import { lastChain } from './last-chain.ts';
import { loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Puts a failed request back in the queue, where it is planned and decided anew; with it those that were approved in the
 * same act, and failed with it.
 * @throws ConflictError when it has not failed
 */
export async function returnToStaff(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    const chained = (await lastChain(tx, request.id)).filter(({ superseded }) => !superseded);
    const others = await loadRequests(
      tx.db,
      chained.map(({ requestId }) => requestId),
    );
    const failed = others.filter((other) => other.request.state === 'failed' && other.request.id !== request.id);
    const returned = [request, ...failed.map((other) => other.request)];
    for (const one of returned) await changeState(tx, one, 'return-to-staff', { set: { failure: null } });
    await writeAudit(
      tx.db,
      actor,
      tx.now(),
      returned.map((one) => ({
        action: 'return-to-staff',
        subject: { type: 'change-request', id: one.id },
        requestId: one.id,
        before: one.failure,
      })),
    );
    return { version: request.version + 1 };
  });
}
