import { eq } from 'drizzle-orm';
import { hashPassword } from '../../auth/password.ts';
import { consumeStaffLink } from '../../auth/staff-links.ts';
import { staffSession } from '../../db/tables/staff-session.ts';
import { inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { deadLink, followStaffLink, refuseWeakPassword, type StaffLinkContext } from './follow-staff-link.ts';
import { saveStaffPassword } from './save-staff-password.ts';
import { tellSecurityChange } from './tell-security-change.ts';

/**
 * A new password in place of the forgotten one. Every session ends and the person is told; it opens no session, so that
 * the second factor is asked for as always.
 * @throws NotFoundError for a dead link, InvalidInputError for a weak password
 */
export async function resetStaffPassword(
  ctx: StaffLinkContext,
  input: { secret: string; password: string },
): Promise<void> {
  const link = { secret: input.secret, purpose: 'password' as const };
  const staff = await followStaffLink(ctx, link);
  refuseWeakPassword(input.password, staff);
  const hash = await hashPassword(input.password);
  await inTransaction({ ...ctx, actor: staff.actor }, async ({ db }) => {
    const now = ctx.now();
    if (!(await consumeStaffLink(db, { ...link, now }))) throw deadLink();
    await saveStaffPassword(db, staff.id, hash, now);
    await db.delete(staffSession).where(eq(staffSession.userId, staff.id));
    await tellSecurityChange(db, staff, 'password-changed');
    await writeAudit(db, staff.actor, now, [{ action: 'reset-password', subject: { type: 'staff', id: staff.id } }]);
  });
}
