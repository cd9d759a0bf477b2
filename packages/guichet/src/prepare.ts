import { OperatorError } from './operator-error.ts';
import { type PreparationAnswer, type PreparationOrder, prepareDatabase } from './prepare-database.ts';

/**
 * Migrates and loads the demonstration in a process of its own: what that takes (drizzle, BullMQ, every command) would
 * otherwise stay in the supervisor's memory for as long as the product runs. The order comes over the channel; when the
 * channel breaks, nobody waits for the answer any more.
 */
const answer = (message: PreparationAnswer): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });

function told(error: unknown): PreparationAnswer {
  if (error instanceof OperatorError) return { refused: error.message };
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

process.once('disconnect', () => process.exit(1));
process.once('message', (order: PreparationOrder) => {
  void prepareDatabase({ ...order, say: (text) => void answer({ say: text }) })
    .then(
      (signIns) => answer({ signIns }),
      (error: unknown) => answer(told(error)),
    )
    .then(() => process.exit(0));
});
