import { and, eq, ne } from 'drizzle-orm';
import { person } from '../../db/tables/person.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { loadTeamMember } from './load-team-member.ts';
import { requireAdministrator } from './require-administrator.ts';

/**
 * Says which person of the register somebody of the team is, or that they are none: nobody decides alone on themselves
 * (DESIGN.md §4.12).
 * @throws InvalidInputError for an unknown person, or one who is somebody else of the team
 */
export async function linkStaffPerson(
  ctx: Context,
  { staffId, personId }: { staffId: string; personId: string | null },
): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const member = await loadTeamMember(db, actor, staffId);
    if (member.personId === personId) return;
    if (personId !== null) {
      const [known] = await db.select({ id: person.id }).from(person).where(eq(person.id, personId));
      if (!known) throw refused('Cette personne n’est plus dans la base.');
      const [taken] = await db
        .select({ name: staffUser.name })
        .from(staffUser)
        .where(and(eq(staffUser.personId, personId), ne(staffUser.id, staffId)));
      if (taken) throw refused(`Cette personne est déjà liée à ${taken.name}.`);
    }
    const now = ctx.now();
    await db.update(staffUser).set({ personId, updatedAt: now }).where(eq(staffUser.id, staffId));
    await writeAudit(db, actor, now, [
      {
        action: 'link-staff-person',
        subject: { type: 'staff', id: staffId },
        before: { personId: member.personId },
        after: { personId },
      },
    ]);
  });
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError('the person cannot be linked', [{ path: 'personId', message }], {
    userMessage: message,
  });
}
