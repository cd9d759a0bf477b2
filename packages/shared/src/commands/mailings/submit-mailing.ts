import type { MailingLimits } from '../../contracts/mailing-view.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import { readMoment } from './read-moment.ts';
import { refuseUnready } from './refuse-unready.ts';
import { tellStaff } from './tell-staff.ts';

export type SubmittedMailing = {
  mailingId: string;
  version: number;
  /** When it is to leave once it is approved, as ISO 8601; null: at once. */
  at: string | null;
};

/**
 * Asks a colleague to read a mailing and to send it. Everybody who may decide is told.
 * @throws InvalidInputError when something is missing or must be mended, or the moment has passed, ConflictError unless it is a draft at that
 *   version, NotFoundError outside the region, ForbiddenError for readers
 */
export async function submitMailing(
  ctx: Context,
  input: SubmittedMailing,
  { limits }: { limits: MailingLimits },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  const scheduledFor = readMoment(input.at, ctx.now());
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    await refuseUnready(tx, row, limits);
    const { version } = await changeMailingState(tx, row, 'submit', {
      set: {
        scheduledFor,
        submittedBy: actor.id,
        submittedAt: tx.now(),
        approvedBy: null,
        approvedAt: null,
        remark: null,
      },
      after: { scheduledFor: scheduledFor?.toISOString() ?? null },
    });
    await tellStaff(tx, row, { stage: 'submitted', version });
    return { version };
  });
}
