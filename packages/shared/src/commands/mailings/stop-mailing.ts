import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import { mailingWork } from './mailing-work.ts';

/**
 * Ends a mailing that is under way: what has left has left, what waits never leaves and says so.
 * @throws ConflictError unless it is under way, NotFoundError outside the region, ForbiddenError for
 *   readers
 */
export async function stopMailing(ctx: Context, input: { mailingId: string }): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    const { version } = await changeMailingState(tx, row, 'stop', { set: { endedAt: tx.now() } });
    await enqueue(tx.db, [{ kind: 'mailing', ref: mailingWork('settle', row.id, version) }]);
    return { version };
  });
}
