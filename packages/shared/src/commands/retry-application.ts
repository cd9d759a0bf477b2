import { and, desc, eq } from 'drizzle-orm';
import { decision } from '../db/tables/decision.ts';
import { ConflictError } from '../errors/errors.ts';
import { enqueue } from '../queue/outbox.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction } from './context.ts';
import { loadForDecision, refuseOwnCase, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Tries a failed application again, when an error stood in its way; a plan that no longer holds must be read first.
 * The approval stands: a new decision repeats it, at its new place in the order.
 * @throws ConflictError when the request did not fail by an error
 */
export async function retryApplication(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    if (request.failure?.code !== 'error') {
      throw new ConflictError(`Change request ${request.id} did not fail by an error.`, {
        userMessage: 'Ce qui était prévu ne tient plus : remettez la demande à traiter et relisez-la.',
      });
    }
    const [former] = await tx.db
      .select()
      .from(decision)
      .where(and(eq(decision.requestId, request.id), eq(decision.kind, 'approve')))
      .orderBy(desc(decision.sequence))
      .limit(1);
    if (!former) throw new ConflictError(`Change request ${request.id} was never approved.`);
    refuseOwnCase(actor, former.personIds);
    const { version } = await changeState(tx, request, 'retry', {
      set: { failure: null },
      detail: { formerDecisionId: former.id },
    });
    const { id: _, sequence: __, settledAt: ___, outcome: ____, ...repeated } = former;
    const [row] = await tx.db
      .insert(decision)
      .values({ ...repeated, staffId: actor.id, at: tx.now() })
      .returning({ id: decision.id });
    if (!row) throw new Error('The decision was not written.');
    await enqueue(tx.db, [{ kind: 'apply', ref: row.id }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'retry-application',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        after: { decisionId: row.id },
      },
    ]);
    return { version };
  });
}
