import { and, eq } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import type { MailingState } from '../../domain/mailings/mailing-states.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import type { StaffActor, TransactionContext } from '../context.ts';

const hour = new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' });

export type MailingRow = typeof mailing.$inferSelect;

/**
 * A mailing of the secretariat, locked, at the version that was on the screen and in a state in which the act may happen.
 * @throws NotFoundError, ConflictError with a French sentence that says who was quicker
 */
export async function loadMailingFor(
  { db }: TransactionContext,
  { id: actorId, regionId }: StaffActor,
  { id, version }: { id: string; version: number },
  states: readonly MailingState[],
): Promise<MailingRow> {
  const [row] = await db
    .select()
    .from(mailing)
    .where(and(eq(mailing.id, id), eq(mailing.regionId, regionId)))
    .for('update');
  if (!row) throw new NotFoundError(`No mailing ${id}.`, { userMessage: 'Ce courrier n’existe pas.' });
  if (!states.includes(row.state)) {
    throw new ConflictError(`Mailing ${id} is ${row.state}.`, {
      userMessage: 'Ce courrier n’en est plus là. Rechargez la page pour voir où il en est.',
    });
  }
  if (row.version === version) return row;
  const [by] = await db.select({ name: staffUser.name }).from(staffUser).where(eq(staffUser.id, row.updatedBy));
  const who =
    row.updatedBy === actorId
      ? 'Vous avez changé ce courrier dans un autre onglet'
      : `${by?.name} a changé ce courrier`;
  throw new ConflictError(`Mailing ${id} is at version ${row.version}, not ${version}.`, {
    userMessage: `${who} à ${hour.format(row.updatedAt)}. Rien de ce que vous avez écrit n’est perdu : choisissez quel texte garder.`,
  });
}
