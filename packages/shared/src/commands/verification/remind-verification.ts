import { sql } from 'drizzle-orm';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Orders a reminder now, for one PO that has not answered; the worker sends it.
 * @throws ConflictError when it has answered, or was written to within a day; NotFoundError in another region;
 *   ForbiddenError for readers
 */
export async function remindVerification(ctx: Context, { id }: { id: string }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const now = tx.now().toISOString();
    const [known] = await tx.db.execute<{ po_id: string; confirmed: boolean }>(sql`
      select v.po_id, v.confirmed_at is not null as confirmed from verification v join po p on p.id = v.po_id
      where v.id = ${id} and p.region_id = ${actor.regionId}`);
    if (!known) throw new NotFoundError(`no verification ${id} in the region`);
    const [ordered] = await tx.db.execute<{ id: string }>(sql`
      update verification set reminder_ordered_at = ${now}::timestamptz
      where id = ${id} and confirmed_at is null
        and greatest(asked_at, reminded_at, reminder_ordered_at) < ${now}::timestamptz - interval '1 day' returning id`);
    if (!ordered) {
      throw new ConflictError(`Verification ${id} needs no reminder now.`, {
        userMessage: known.confirmed
          ? 'Ce PO a répondu entre-temps : rien n’est parti.'
          : 'Un mail est parti il y a moins d’un jour : laissez-leur le temps de le lire.',
      });
    }
    await enqueue(tx.db, [{ kind: 'verification', ref: `${id}/hand-${now}` }]);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'remind-verification', subject: { type: 'po', id: known.po_id } },
    ]);
  });
}
