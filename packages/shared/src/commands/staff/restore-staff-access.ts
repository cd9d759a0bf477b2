import { eq } from 'drizzle-orm';
import { staffUser } from '../../db/tables/staff-user.ts';
import { ConflictError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { loadTeamMember } from './load-team-member.ts';
import { requireAdministrator } from './require-administrator.ts';
import { sendStaffLink } from './send-staff-link.ts';

/**
 * Somebody comes back to the team, with the role they had: they are invited again, and choose a new password and a new
 * second factor.
 * @throws ConflictError when they have not left
 */
export async function restoreStaffAccess(
  ctx: Context,
  { staffId }: { staffId: string },
  { tokenKeys }: { tokenKeys: readonly string[] },
): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const member = await loadTeamMember(db, actor, staffId);
    if (member.disabledAt === null) {
      throw new ConflictError(`Staff user ${staffId} has not left.`, {
        userMessage: 'Cette personne fait déjà partie de l’équipe.',
      });
    }
    const now = ctx.now();
    await db
      .update(staffUser)
      .set({ disabledAt: null, activatedAt: null, updatedAt: now })
      .where(eq(staffUser.id, staffId));
    await sendStaffLink(db, member, { purpose: 'invitation', keys: tokenKeys, now });
    await writeAudit(db, actor, now, [
      { action: 'restore-staff-access', subject: { type: 'staff', id: staffId }, after: { role: member.role } },
    ]);
  });
}
