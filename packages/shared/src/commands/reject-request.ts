import type { Context } from './context.ts';
import { decideInWords } from './decide-in-words.ts';
import type { DecisionSettings } from './staff-decision.ts';

/**
 * Refuses a request; its author reads the reason.
 * @throws InvalidInputError without a reason, ConflictError when it is no longer to be decided,
 *   ForbiddenError for readers and on one's own person
 */
export function rejectRequest(
  ctx: Context,
  input: { requestId: string; version: number; reason: string },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  return decideInWords(
    ctx,
    { ...input, words: input.reason },
    {
      kind: 'reject',
      missing: 'Indiquez la raison du refus : l’auteur la lira.',
      path: 'reason',
    },
    settings,
  );
}
