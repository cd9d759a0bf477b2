import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import { mailingWork } from './mailing-work.ts';

/**
 * Keeps the mails of a mailing back: those that a server is taking at this moment still leave, no other does.
 * @throws ConflictError unless it is under way, NotFoundError outside the region, ForbiddenError for
 *   readers
 */
export async function pauseMailing(ctx: Context, input: { mailingId: string }): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    const { version } = await changeMailingState(tx, row, 'pause');
    await enqueue(tx.db, [{ kind: 'mailing', ref: mailingWork('settle', row.id, version) }]);
    return { version };
  });
}
