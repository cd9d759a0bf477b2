import { and, eq, ne } from 'drizzle-orm';
import { NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireSelf } from './own-account.ts';

/** Ends one of one's own sessions, somewhere else or here. @throws NotFoundError for one that is over, or somebody else's */
export async function endSession(ctx: Context, { sessionId }: { sessionId: string }): Promise<void> {
  const { actor, tables, subject } = requireSelf(ctx);
  const { session } = tables;
  await inTransaction(ctx, async ({ db }) => {
    const ended = await db
      .delete(session)
      .where(and(eq(session.id, sessionId), eq(session.userId, actor.id)))
      .returning({ id: session.id });
    if (ended.length === 0) {
      throw new NotFoundError('no such session of one’s own', { userMessage: 'Cette session est déjà terminée.' });
    }
    await writeAudit(db, actor, ctx.now(), [{ action: 'end-session', subject }]);
  });
}

/** Ends all of one's own sessions but this one. Answers how many there were. */
export async function endOtherSessions(ctx: Context, { sessionId }: { sessionId: string }): Promise<{ ended: number }> {
  const { actor, tables, subject } = requireSelf(ctx);
  const { session } = tables;
  return inTransaction(ctx, async ({ db }) => {
    const ended = await db
      .delete(session)
      .where(and(eq(session.userId, actor.id), ne(session.id, sessionId)))
      .returning({ id: session.id });
    if (ended.length > 0) {
      await writeAudit(db, actor, ctx.now(), [
        { action: 'end-other-sessions', subject, after: { ended: ended.length } },
      ]);
    }
    return { ended: ended.length };
  });
}
