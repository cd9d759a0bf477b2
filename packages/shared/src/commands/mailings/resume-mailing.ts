import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import { mailingWork } from './mailing-work.ts';

/**
 * Lets a paused mailing go on where it was: with its mails, or with the computing of its recipients.
 * @throws ConflictError unless it is paused, NotFoundError outside the region, ForbiddenError for readers
 */
export async function resumeMailing(ctx: Context, input: { mailingId: string }): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    const prepared = row.preparedAt !== null;
    const { version } = await changeMailingState(tx, row, prepared ? 'go-on' : 'go-on-preparing');
    await enqueue(tx.db, [{ kind: 'mailing', ref: mailingWork(prepared ? 'settle' : 'prepare', row.id, version) }]);
    return { version };
  });
}
