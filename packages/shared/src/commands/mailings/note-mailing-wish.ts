import { eq } from 'drizzle-orm';
import { person } from '../../db/tables/person.ts';
import { LEAVABLE_KINDS, MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import { ConflictError } from '../../errors/errors.ts';
import { requirePersonInRegion } from '../../reads/find-person.ts';
import { type Context, inTransaction } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeWishes } from './change-mailing-wishes.ts';

/**
 * Notes what a person told the secretariat: a kind of mailing is not wanted any more, or is wanted again. Said twice, it
 * stays said once, by whoever noted it first.
 * @throws ConflictError for a kind that may not be left, and for somebody who is written to no more; ForbiddenError for
 *   readers, NotFoundError in another region
 */
export async function noteMailingWish(
  ctx: Context,
  { personId, kind, wanted }: { personId: string; kind: MailingKind; wanted: boolean },
): Promise<void> {
  const actor = requireDecider(ctx);
  const leavable = LEAVABLE_KINDS.find((one) => one === kind);
  if (leavable === undefined) throw notLeavable(kind);
  await inTransaction(ctx, async (tx) => {
    await requirePersonInRegion(tx.db, personId, actor.regionId);
    // Whoever is erased or merged meanwhile is seen so.
    await lockRegister(tx.db, { personIds: [personId] });
    const [found] = await tx.db.select().from(person).where(eq(person.id, personId));
    if (!found || found.deceased || found.erasedAt !== null || found.mergedInto !== null)
      throw writtenToNoMore(personId);
    await writeWishes(tx, { personId, via: 'staff', staffId: actor.id }, { [leavable]: wanted });
  });
}

function notLeavable(kind: MailingKind): ConflictError {
  return new ConflictError(`The kind ${kind} may not be left.`, {
    userMessage: `« ${MAILING_KINDS[kind].label} » ne se quitte pas : le rôle le demande.`,
  });
}

function writtenToNoMore(personId: string): ConflictError {
  return new ConflictError(`Nothing is mailed to person ${personId} any more.`, {
    userMessage: 'Plus aucun courrier ne part vers cette fiche : il n’y a rien à régler.',
  });
}
