import { sql } from 'drizzle-orm';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { isRetriable } from '../../reads/mailings/recipient-rows.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Sends mails of a mailing again that failed, or of which nobody knows whether they arrived: that of one person, or all
 * but those of people whose address is blocked, where each wants a look of its own. The same rows with the same
 * Message-ID; each is looked at again before it leaves, and goes to the address that the person has by then.
 * @throws ConflictError when none of them is in trouble, or the mailing was stopped; NotFoundError outside the region;
 *   ForbiddenError for readers
 */
export async function retryMailingMails(
  ctx: Context,
  { mailingId, personId }: { mailingId: string; personId?: string | undefined },
): Promise<{ retried: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.execute<{ state: string }>(
      sql`select state from mailing where id = ${mailingId} and region_id = ${actor.regionId}`,
    );
    if (!row) throw new NotFoundError(`No mailing ${mailingId}.`, { userMessage: 'Ce courrier n’existe pas.' });
    if (row.state !== 'sending' && row.state !== 'sent') {
      throw new ConflictError(`Mailing ${mailingId} is ${row.state}.`, {
        userMessage: 'Ce courrier ne part plus : rien n’a été renvoyé.',
      });
    }
    const [done] = await tx.db.execute<{ retried: number }>(sql`
      select count(*) filter (where retry_mail(m.id, ${actor.regionId}))::int as retried
      from mailing_recipient r join mail m on m.id = r.mail_id
      where r.mailing_id = ${mailingId}
        and ${personId === undefined ? isRetriable : sql`m.state in ('failed', 'unknown') and r.person_id = ${personId}`}`);
    const retried = done?.retried ?? 0;
    if (retried === 0) {
      throw new ConflictError(`No mail of mailing ${mailingId} is in trouble.`, {
        userMessage:
          personId === undefined
            ? 'Plus aucun de ces mails n’est en échec, sauf vers des adresses bloquées : rien n’a été renvoyé.'
            : 'Ce mail n’est plus en échec : rien n’a été renvoyé.',
      });
    }
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'retry-mailing',
        subject: { type: 'mailing', id: mailingId },
        after: { retried, personId: personId ?? null },
      },
    ]);
    return { retried };
  });
}
