import { and, eq, isNull, or } from 'drizzle-orm';
import { staffTask } from '../db/tables/staff-task.ts';
import { ForbiddenError, NotFoundError } from '../errors/errors.ts';
import { type Context, inTransaction } from './context.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Notes that somebody of the secretariat dealt with a task. Done twice, it stays done by the first.
 * @throws ForbiddenError for readers, NotFoundError when there is no such task in the region
 */
export async function finishStaffTask(ctx: Context, { taskId }: { taskId: string }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || actor.role === 'reader') throw new ForbiddenError('finishing a task is for staff');
  await inTransaction(ctx, async ({ db }) => {
    const inRegion = or(eq(staffTask.regionId, actor.regionId), isNull(staffTask.regionId));
    const now = ctx.now();
    const [done] = await db
      .update(staffTask)
      .set({ doneAt: now, doneBy: actor.id })
      .where(and(eq(staffTask.id, taskId), inRegion, isNull(staffTask.doneAt)))
      .returning({ kind: staffTask.kind, ref: staffTask.ref });
    if (done) {
      const after = { kind: done.kind, ref: done.ref };
      await writeAudit(db, actor, now, [{ action: 'finish-task', subject: { type: 'staff-task', id: taskId }, after }]);
      return;
    }
    const [known] = await db
      .select({ id: staffTask.id })
      .from(staffTask)
      .where(and(eq(staffTask.id, taskId), inRegion));
    if (!known) throw new NotFoundError(`no task ${taskId}`, { userMessage: 'Cette tâche n’existe pas.' });
  });
}
