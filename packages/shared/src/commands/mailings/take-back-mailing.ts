import { cancelOutbox } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import { mailingWork } from './mailing-work.ts';

/**
 * Makes a mailing that has not left a draft again: one that was submitted, or planned. What was approved is to be
 * approved anew.
 * @throws ConflictError in another state or at another version, NotFoundError outside the region, ForbiddenError for
 *   readers
 */
export async function takeBackMailing(
  ctx: Context,
  input: { mailingId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    const unsent = { submittedBy: null, submittedAt: null, approvedBy: null, approvedAt: null };
    const moved = await changeMailingState(tx, row, 'take-back', { set: unsent });
    await cancelOutbox(tx.db, 'mailing', [mailingWork('prepare', row.id, row.version)]);
    return { version: moved.version };
  });
}
