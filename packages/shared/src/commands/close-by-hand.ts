import type { Context } from './context.ts';
import { decideInWords } from './decide-in-words.ts';
import type { DecisionSettings } from './staff-decision.ts';

/**
 * Notes that a request was carried out by hand, and how: for free text, and what no plan can do.
 * @throws InvalidInputError without a note, ConflictError when it is no longer to be decided,
 *   ForbiddenError for readers and on one's own person
 */
export function closeByHand(
  ctx: Context,
  input: { requestId: string; version: number; note: string },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  return decideInWords(
    ctx,
    { ...input, words: input.note },
    {
      kind: 'close-by-hand',
      missing: 'Notez ce qui a été fait à la main.',
      path: 'note',
    },
    settings,
  );
}
