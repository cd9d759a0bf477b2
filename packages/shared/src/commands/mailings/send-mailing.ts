import type { MailingLimits } from '../../contracts/mailing-view.ts';
import { ForbiddenError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { changeMailingState, loadMailingForAct } from './change-mailing-state.ts';
import type { MailingRow } from './load-mailing-for.ts';
import { mailingWork } from './mailing-work.ts';
import { readMoment } from './read-moment.ts';
import { refuseUnready } from './refuse-unready.ts';
import { tellStaff } from './tell-staff.ts';

export type SentMailing = {
  mailingId: string;
  version: number;
  /** When it leaves, as ISO 8601; null: now. */
  at: string | null;
};

/**
 * Lets a mailing leave, now or at its moment: one's own, or, with `FOUR_EYES`, one that a colleague submitted. Its
 * recipients are computed when it leaves.
 * @throws ForbiddenError for readers and, with `fourEyes`, for whoever submitted or last changed it; InvalidInputError when
 *   something is missing or must be mended, or the moment has passed; ConflictError in another state or at another version; NotFoundError
 *   outside the region
 */
export async function sendMailing(
  ctx: Context,
  input: SentMailing,
  { fourEyes, limits }: { fourEyes: boolean; limits: MailingLimits },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  const scheduledFor = readMoment(input.at, ctx.now());
  return inTransaction(ctx, async (tx) => {
    const row = await loadMailingForAct(tx, actor, input);
    if (fourEyes) refuseAlone(actor, row);
    await refuseUnready(tx, row, limits);
    const approved = row.state === 'submitted' ? { approvedBy: actor.id, approvedAt: tx.now() } : {};
    const own = row.state === 'draft' ? { submittedBy: actor.id, submittedAt: tx.now() } : {};
    const { version } = await changeMailingState(tx, row, scheduledFor === null ? 'send' : 'schedule', {
      set: { ...own, ...approved, scheduledFor, remark: null },
      after: { scheduledFor: scheduledFor?.toISOString() ?? null },
    });
    const when = scheduledFor === null ? {} : { nextAt: scheduledFor };
    await enqueue(tx.db, [{ kind: 'mailing', ref: mailingWork('prepare', row.id, version), ...when }]);
    if (row.state === 'submitted') await tellApproval(tx, row, version);
    return { version };
  });
}

/** Why this member of staff may not let it leave alone, in French; null: they may. Of two who have read it, one wrote it. */
export function whyNotAlone(
  { id }: Pick<StaffActor, 'id'>,
  { state, submittedBy, updatedBy }: Pick<MailingRow, 'state' | 'submittedBy' | 'updatedBy'>,
): string | null {
  // What was approved may leave earlier than planned, at anybody's word.
  if (state === 'scheduled') return null;
  if (state === 'draft') return 'Un courrier part quand un·e collègue l’a relu : soumettez-le.';
  if (submittedBy !== id && updatedBy !== id) return null;
  return 'Vous avez écrit ou soumis ce courrier : un·e collègue doit le relire et l’envoyer.';
}

function refuseAlone(actor: StaffActor, row: MailingRow): void {
  const reason = whyNotAlone(actor, row);
  if (reason === null) return;
  throw new ForbiddenError(`Staff user ${actor.id} may not send mailing ${row.id} alone.`, { userMessage: reason });
}

async function tellApproval(tx: TransactionContext, row: MailingRow, version: number): Promise<void> {
  await tellStaff(tx, row, { stage: 'approved', version, to: [row.submittedBy] });
}
