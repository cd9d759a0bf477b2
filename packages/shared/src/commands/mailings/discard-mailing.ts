import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState } from './change-mailing-state.ts';
import { loadMailingFor } from './load-mailing-for.ts';
import type { SavedMailing } from './save-mailing.ts';

/**
 * Throws a draft away, or takes it back.
 * @throws as `saveMailing`
 */
export async function discardMailing(
  ctx: Context,
  input: { id: string; version: number; discarded: boolean },
): Promise<SavedMailing> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const before = await loadMailingFor(tx, actor, input, [input.discarded ? 'draft' : 'discarded']);
    const updatedAt = tx.now();
    const { version } = await changeMailingState(tx, before, input.discarded ? 'discard' : 'restore', {
      set: { updatedBy: actor.id, updatedAt },
      after: { subject: before.subject },
    });
    return { version, updatedAt };
  });
}
