import { and, eq, ne } from 'drizzle-orm';
import { staffSession } from '../../db/tables/staff-session.ts';
import { NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireSelf } from './own-account.ts';

/** Ends one of one's own sessions, somewhere else or here. @throws NotFoundError for one that is over, or somebody else's */
export async function endStaffSession(ctx: Context, { sessionId }: { sessionId: string }): Promise<void> {
  const actor = requireSelf(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const ended = await db
      .delete(staffSession)
      .where(and(eq(staffSession.id, sessionId), eq(staffSession.userId, actor.id)))
      .returning({ id: staffSession.id });
    if (ended.length === 0) {
      throw new NotFoundError('no such session of one’s own', { userMessage: 'Cette session est déjà terminée.' });
    }
    await writeAudit(db, actor, ctx.now(), [{ action: 'end-session', subject: { type: 'staff', id: actor.id } }]);
  });
}

/** Ends all of one's own sessions but this one. Answers how many there were. */
export async function endOtherSessions(ctx: Context, { sessionId }: { sessionId: string }): Promise<{ ended: number }> {
  const actor = requireSelf(ctx);
  return inTransaction(ctx, async ({ db }) => {
    const ended = await db
      .delete(staffSession)
      .where(and(eq(staffSession.userId, actor.id), ne(staffSession.id, sessionId)))
      .returning({ id: staffSession.id });
    if (ended.length > 0) {
      await writeAudit(db, actor, ctx.now(), [
        { action: 'end-other-sessions', subject: { type: 'staff', id: actor.id }, after: { ended: ended.length } },
      ]);
    }
    return { ended: ended.length };
  });
}
