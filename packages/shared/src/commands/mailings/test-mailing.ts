import { and, eq } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { NotFoundError } from '../../errors/errors.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Sends a mailing as a test to the address of whoever asks, as `person` would get it. The same id again is the same test.
 * @throws NotFoundError outside the region, ForbiddenError for readers
 */
export async function testMailing(
  ctx: Context,
  { mailingId, id, person }: { mailingId: string; id: string; person: string | null },
): Promise<{ to: string }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ email: staffUser.email, name: staffUser.name, subject: mailing.subject })
      .from(mailing)
      .innerJoin(staffUser, eq(staffUser.id, actor.id))
      .where(and(eq(mailing.id, mailingId), eq(mailing.regionId, actor.regionId)));
    if (!row) throw new NotFoundError(`No mailing ${mailingId}.`, { userMessage: 'Ce courrier n’existe pas.' });
    const mailId = await queueMail(tx.db, {
      ...{ kind: 'mailing-test', causeKey: `mailing-test/${actor.id}/${id}` },
      to: { address: row.email, name: row.name },
      params: { mailingId, personId: person },
    });
    if (mailId !== null) {
      const subject = { type: 'mailing', id: mailingId };
      await writeAudit(tx.db, actor, tx.now(), [{ action: 'test-mailing', subject, after: { subject: row.subject } }]);
    }
    return { to: row.email };
  });
}
