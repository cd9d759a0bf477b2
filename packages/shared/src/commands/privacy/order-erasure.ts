import { and, eq, sql } from 'drizzle-orm';
import { erasure } from '../../db/tables/erasure.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import type { RetentionPeriods } from '../../privacy/retention-periods.ts';
import { enqueue } from '../../queue/outbox.ts';
import { previewErasure } from '../../reads/preview-erasure.ts';
import { type Context, inTransaction, type StaffActor } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireAdministrator } from './require-administrator.ts';

export type ErasureSettings = { fourEyes: boolean; periods: RetentionPeriods };

export type ErasureOrder = {
  /** Made by who orders: the same id again is the same erasure. */
  id: string;
  personId: string;
  /** As many warnings as were shown and ticked. */
  acknowledged: number;
};

/**
 * Orders the erasure of a person who asked for it; the worker carries it out. With `FOUR_EYES` another administrator
 * confirms it first.
 * @throws ForbiddenError for others than administrators and about oneself, ConflictError while something stands in the
 *   way, InvalidInputError when a warning was not ticked, NotFoundError outside the region
 */
export async function orderErasure(
  ctx: Context,
  { id, personId, acknowledged }: ErasureOrder,
  { fourEyes, periods }: ErasureSettings,
): Promise<{ state: 'awaiting-second' | 'ordered' }> {
  const actor = requireAdministrator(ctx);
  refuseOneself(actor, personId);
  return inTransaction(ctx, async (tx) => {
    const [known] = await tx.db.select().from(erasure).where(eq(erasure.id, id));
    if (known) return sentAgain(known, personId);
    // Two who order at once: the second waits here and is refused below, in words.
    await tx.db.execute(sql`select from person where id = ${personId} for no key update`);
    const preview = await previewErasure(tx.db, { regionId: actor.regionId, personId }, { now: tx.now(), periods });
    const [obstacle] = preview.obstacles;
    if (obstacle) throw new ConflictError(`Person ${personId} cannot be erased now.`, { userMessage: obstacle });
    if (acknowledged < preview.warnings.length) {
      throw new InvalidInputError('a warning was not acknowledged', [], {
        userMessage: 'Cochez que vous avez lu chaque avertissement.',
      });
    }
    const state = fourEyes ? 'awaiting-second' : 'ordered';
    await tx.db.insert(erasure).values({
      ...{ id, personId, regionId: actor.regionId, ground: 'request', state },
      ...{ orderedBy: actor.id, orderedAt: tx.now() },
    });
    if (state === 'ordered') await enqueue(tx.db, [{ kind: 'erase-person', ref: id }]);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'order-erasure', subject: { type: 'erasure', id }, after: { personId, state } },
    ]);
    return { state };
  });
}

/**
 * The second person's word on an erasure: yes, or no.
 * @throws ForbiddenError for who ordered it, ConflictError when it no longer waits for anybody
 */
export async function confirmErasure(
  ctx: Context,
  { erasureId, accept }: { erasureId: string; accept: boolean },
): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async (tx) => {
    const [order] = await tx.db
      .select()
      .from(erasure)
      .where(and(eq(erasure.id, erasureId), eq(erasure.regionId, actor.regionId)))
      .for('update');
    if (!order) throw new NotFoundError(`No erasure ${erasureId}.`, { userMessage: 'Cet effacement n’existe pas.' });
    if (order.state !== 'awaiting-second') {
      throw new ConflictError(`Erasure ${erasureId} is ${order.state}.`, {
        userMessage: 'Cet effacement n’attend plus personne.',
      });
    }
    if (accept && order.orderedBy === actor.id) {
      throw new ForbiddenError(`Staff user ${actor.id} ordered erasure ${erasureId}.`, {
        userMessage: 'Vous avez demandé cet effacement : un·e collègue doit le confirmer.',
      });
    }
    if (accept) refuseOneself(actor, order.personId);
    await tx.db.execute(
      accept
        ? sql`update erasure set state = 'ordered', confirmed_by = ${actor.id}, confirmed_at = ${tx.now().toISOString()}::timestamptz where id = ${erasureId}`
        : sql`update erasure set state = 'refused', done_at = ${tx.now().toISOString()}::timestamptz where id = ${erasureId}`,
    );
    if (accept) await enqueue(tx.db, [{ kind: 'erase-person', ref: erasureId }]);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: accept ? 'confirm-erasure' : 'refuse-erasure', subject: { type: 'erasure', id: erasureId } },
    ]);
  });
}

function refuseOneself(actor: StaffActor, personId: string): void {
  if (actor.personId !== personId) return;
  throw new ForbiddenError(`Staff user ${actor.id} is person ${personId}.`, {
    userMessage: 'Cette fiche est la vôtre : un·e collègue doit s’en charger.',
  });
}

function sentAgain(known: typeof erasure.$inferSelect, personId: string): { state: 'awaiting-second' | 'ordered' } {
  if (known.personId !== personId) throw new ConflictError(`Erasure ${known.id} is about somebody else.`);
  return { state: known.state === 'awaiting-second' ? 'awaiting-second' : 'ordered' };
}
