import { and, eq, isNull } from 'drizzle-orm';
import { decision } from '../db/tables/decision.ts';
import { ConflictError } from '../errors/errors.ts';
import { cancelOutbox } from '../queue/outbox.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction } from './context.ts';
import { loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Takes an approval back, as long as it has not been applied.
 * @throws ConflictError when it has been, or on an old version
 */
export async function undoApproval(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    const pending = and(eq(decision.requestId, request.id), eq(decision.kind, 'approve'), isNull(decision.settledAt));
    const [row] = await tx.db.select({ id: decision.id }).from(decision).where(pending);
    // The outbox row first, as the worker does: whoever holds it decides.
    if (!row || (await cancelOutbox(tx.db, 'apply', [row.id])) === 0) throw tooLate(request.id);
    const { version } = await changeState(tx, request, 'undo', { detail: { decisionId: row.id } });
    await tx.db.update(decision).set({ settledAt: tx.now(), outcome: 'undone' }).where(eq(decision.id, row.id));
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'undo-approval',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        before: { decisionId: row.id },
      },
    ]);
    return { version };
  });
}

function tooLate(requestId: string): ConflictError {
  return new ConflictError(`The approval of change request ${requestId} is no longer pending.`, {
    userMessage: 'C’est trop tard : la demande vient d’être appliquée.',
  });
}
