import { eq } from 'drizzle-orm';
import { type StaffRole, staffUser } from '../../db/tables/staff-user.ts';
import { ConflictError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { loadTeamMember, refuseLastAdministrator } from './load-team-member.ts';
import { requireAdministrator } from './require-administrator.ts';

/**
 * Gives somebody of the team another role; it holds from their next request on. `from` is the role on the screen.
 * @throws ConflictError when the role is another by now, the person has left, or nobody would be left to administer
 */
export async function changeStaffRole(
  ctx: Context,
  { staffId, from, to }: { staffId: string; from: StaffRole; to: StaffRole },
): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const member = await loadTeamMember(db, actor, staffId);
    if (member.disabledAt !== null || member.role !== from) {
      throw new ConflictError(`Staff user ${staffId} is not a ${from} any more.`);
    }
    if (from === to) return;
    await refuseLastAdministrator(db, member);
    const now = ctx.now();
    await db.update(staffUser).set({ role: to, updatedAt: now }).where(eq(staffUser.id, staffId));
    await writeAudit(db, actor, now, [
      {
        action: 'change-staff-role',
        subject: { type: 'staff', id: staffId },
        before: { role: from },
        after: { role: to },
      },
    ]);
  });
}
