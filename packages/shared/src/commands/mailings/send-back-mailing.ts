import { type Context, inTransaction } from '../context.ts';
import { readWords } from '../read-words.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import { tellStaff } from './tell-staff.ts';

/**
 * Gives a submitted mailing back to who wrote it, with what is to be mended. It is a draft again.
 * @throws InvalidInputError without words, ConflictError unless it is submitted at that version, NotFoundError outside the
 *   region, ForbiddenError for readers
 */
export async function sendBackMailing(
  ctx: Context,
  input: { mailingId: string; version: number; remark: string },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  const remark = readWords(input.remark, { path: 'remark', missing: 'Dites ce qui est à changer.' });
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    const { version } = await changeMailingState(tx, row, 'send-back', { set: { remark }, after: { remark } });
    await tellStaff(tx, row, { stage: 'sent-back', version, to: [row.submittedBy] });
    return { version };
  });
}
