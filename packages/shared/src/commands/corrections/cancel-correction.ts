import { and, eq, sql } from 'drizzle-orm';
import { correction } from '../../db/tables/correction.ts';
import { authorAddress } from '../../mail/author-address.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { changeState } from '../change-state.ts';
import { type Context, inTransaction } from '../context.ts';
import { loadForDecision, requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Takes an open question back: the request returns to the queue with its answers as they are, the words stay on record,
 * and the author is told that no answer is needed.
 * @throws ConflictError when the author was quicker, or on an old version; ForbiddenError for readers
 */
export async function cancelCorrection(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request, submission } = await loadForDecision(tx, actor, input);
    const { version } = await changeState(tx, request, 'cancel-correction');
    const [closed] = await tx.db
      .update(correction)
      .set({ state: 'cancelled', draft: null, closedAt: tx.now(), closedBy: actor.id })
      .where(and(eq(correction.requestId, request.id), eq(correction.state, 'open')))
      .returning({ id: correction.id });
    if (!closed) throw new Error(`Change request ${request.id} waits for its author, and nothing was asked.`);
    await tx.db.execute(sql`select stop_correction_clock(${closed.id}::uuid)`);
    await queueMail(tx.db, {
      kind: 'correction-cancelled',
      causeKey: `correction-cancelled:${closed.id}`,
      to: authorAddress(submission),
      submissionId: submission.id,
      requestId: request.id,
    });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'cancel-correction',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        before: { correctionId: closed.id },
      },
    ]);
    return { version };
  });
}
