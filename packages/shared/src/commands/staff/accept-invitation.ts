import { and, eq, isNull } from 'drizzle-orm';
import { hashPassword } from '../../auth/password.ts';
import { consumeStaffLink } from '../../auth/staff-links.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { deadLink, followStaffLink, refuseWeakPassword, type StaffLinkContext } from './follow-staff-link.ts';
import { saveStaffPassword } from './save-staff-password.ts';

/**
 * Turns an invitation into a sign-in: the first password. The link is used up only when all the rest holds; of many at
 * once, one wins. Answers who it is.
 * @throws NotFoundError for a dead link, InvalidInputError for a weak password
 */
export async function acceptInvitation(
  ctx: StaffLinkContext,
  input: { secret: string; password: string },
): Promise<{ staffId: string }> {
  const link = { secret: input.secret, purpose: 'invitation' as const };
  const staff = await followStaffLink(ctx, link);
  refuseWeakPassword(input.password, staff);
  const hash = await hashPassword(input.password);
  return inTransaction({ ...ctx, actor: staff.actor }, async ({ db }) => {
    const now = ctx.now();
    if (!(await consumeStaffLink(db, { ...link, now }))) throw deadLink();
    const [activated] = await db
      .update(staffUser)
      .set({ activatedAt: now, emailVerified: true, updatedAt: now })
      .where(and(eq(staffUser.id, staff.id), isNull(staffUser.activatedAt), isNull(staffUser.disabledAt)))
      .returning({ id: staffUser.id });
    if (!activated) throw deadLink();
    await saveStaffPassword(db, staff.id, hash, now);
    await writeAudit(db, staff.actor, now, [
      { action: 'accept-staff-invitation', subject: { type: 'staff', id: staff.id } },
    ]);
    return { staffId: staff.id };
  });
}
