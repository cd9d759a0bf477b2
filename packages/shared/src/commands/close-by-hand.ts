import type { Context } from './context.ts';
import { decideInWords } from './decide-in-words.ts';

/**
 * Notes that a request was carried out by hand, and how: for free text, and what no plan can do.
 * @throws InvalidInputError without a note, ConflictError when it is no longer to be decided
 */
export function closeByHand(
  ctx: Context,
  input: { requestId: string; version: number; note: string },
): Promise<{ version: number }> {
  return decideInWords(
    ctx,
    { ...input, words: input.note },
    {
      kind: 'close-by-hand',
      missing: 'Notez ce qui a été fait à la main.',
      path: 'note',
    },
  );
}
