import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors/errors.ts';
import type { StaffActor } from '../context.ts';

export type TeamMember = typeof staffUser.$inferSelect;

/**
 * Somebody of the team, locked for a change, with every administrator: two who remove each other wait for one another.
 * @throws NotFoundError, ForbiddenError for oneself
 */
export async function loadTeamMember(tx: Transaction, actor: StaffActor, staffId: string): Promise<TeamMember> {
  if (staffId === actor.id) {
    throw new ForbiddenError('Nobody administers their own account.', {
      userMessage: 'Personne ne change son propre rôle ni son propre accès. Demandez-le à un·e collègue.',
    });
  }
  const rows = await tx
    .select()
    .from(staffUser)
    .where(
      sql`${staffUser.id} = ${staffId} or (${staffUser.role} = 'administrator' and ${staffUser.disabledAt} is null)`,
    )
    .orderBy(staffUser.id)
    .for('update');
  const found = rows.find(({ id }) => id === staffId);
  if (!found)
    throw new NotFoundError(`no staff user ${staffId}`, { userMessage: 'Cette personne n’est pas de l’équipe.' });
  // Whoever acts may have been put out while this waited.
  const own = rows.find(({ id }) => id === actor.id);
  if (own?.role !== 'administrator') {
    throw new ForbiddenError(`Staff user ${actor.id} is no administrator any more.`, {
      userMessage: 'Seule l’administration peut changer l’équipe.',
    });
  }
  return found;
}

/** @throws ConflictError when nobody else could administer the team; a demonstration account never counts for a real one */
export async function refuseLastAdministrator(tx: Transaction, member: TeamMember): Promise<void> {
  if (member.role !== 'administrator' || member.disabledAt !== null) return;
  const [other] = await tx
    .select({ id: staffUser.id })
    .from(staffUser)
    .where(
      and(
        eq(staffUser.role, 'administrator'),
        ne(staffUser.id, member.id),
        isNull(staffUser.disabledAt),
        isNotNull(staffUser.activatedAt),
        ...(member.demo ? [] : [eq(staffUser.demo, false)]),
      ),
    )
    .limit(1);
  if (other) return;
  throw new ConflictError(`Staff user ${member.id} is the last administrator.`, {
    userMessage: 'C’est la dernière personne qui administre le guichet. Donnez d’abord ce rôle à quelqu’un d’autre.',
  });
}
