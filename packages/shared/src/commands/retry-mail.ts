import { and, eq, isNull, like, or, sql } from 'drizzle-orm';
import { staffTask } from '../db/tables/staff-task.ts';
import { ConflictError, NotFoundError } from '../errors/errors.ts';
import { type Context, inTransaction } from './context.ts';
import { requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Sends the mail of a task again: one that failed, or of which nobody knows whether it arrived. The same row with the
 * same Message-ID; the task is done, and comes back should it fail again.
 * @throws NotFoundError when there is no such open task of a mail in the region, ConflictError when the mail has ended
 *   otherwise meanwhile, ForbiddenError for readers
 */
export async function retryMail(ctx: Context, { taskId }: { taskId: string }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const [done] = await tx.db
      .update(staffTask)
      .set({ doneAt: tx.now(), doneBy: actor.id })
      .where(
        and(
          eq(staffTask.id, taskId),
          or(like(staffTask.kind, 'mail-%'), eq(staffTask.kind, 'address-to-correct')),
          isNull(staffTask.doneAt),
          sql`coalesce(${staffTask.regionId}, ${actor.regionId}) = ${actor.regionId}`,
        ),
      )
      .returning({
        mailId: sql<string>`case when ${staffTask.kind} = 'address-to-correct' then ${staffTask.detail} ->> 'mailId' else ${staffTask.ref} end`,
      });
    if (!done) throw new NotFoundError(`No open task ${taskId} of a mail.`, { userMessage: 'Cette tâche est réglée.' });
    const [answer] = await tx.db.execute<{ retried: boolean }>(
      sql`select retry_mail(${done.mailId}::uuid, ${actor.regionId}) as retried`,
    );
    if (!answer?.retried) {
      throw new ConflictError(`Mail ${done.mailId} is not one that failed.`, {
        userMessage: 'Ce mail n’est plus en échec : rien n’a été renvoyé.',
      });
    }
    await writeAudit(tx.db, actor, tx.now(), [{ action: 'retry-mail', subject: { type: 'mail', id: done.mailId } }]);
  });
}
