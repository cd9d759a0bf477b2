import { changeState } from './change-state.ts';
import { type Context, inTransaction } from './context.ts';
import { loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Puts a failed request back in the queue, where it is planned and decided anew.
 * @throws ConflictError when it has not failed
 */
export async function returnToStaff(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    const { version } = await changeState(tx, request, 'return-to-staff', { set: { failure: null } });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'return-to-staff',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        before: request.failure,
      },
    ]);
    return { version };
  });
}
