import { z } from 'zod';
import { region } from '../../db/tables/region.ts';
import { STAFF_ROLES, staffUser } from '../../db/tables/staff-user.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireAdministrator } from './require-administrator.ts';
import { sendStaffLink } from './send-staff-link.ts';
import { staffIdentity } from './staff-identity.ts';

const invitation = z.object({ ...staffIdentity, role: z.enum(STAFF_ROLES), regionId: z.uuid() });

export type StaffInvitation = z.input<typeof invitation>;

/**
 * Invites somebody to the team of a secretariat: they get a link by which they choose a password and a second factor.
 * @throws InvalidInputError at the field that is wrong, or when the address is taken; ForbiddenError for who is no
 *   administrator
 */
export async function inviteStaff(
  ctx: Context,
  input: StaffInvitation,
  { tokenKeys }: { tokenKeys: readonly string[] },
): Promise<{ id: string }> {
  const actor = requireAdministrator(ctx);
  const parsed = invitation.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    throw new InvalidInputError('the invitation is not complete', issues);
  }
  const { name, email, role, regionId } = parsed.data;
  return inTransaction(ctx, async ({ db }) => {
    const known = await db.select({ id: region.id }).from(region);
    if (!known.some(({ id }) => id === regionId)) throw wrongField('regionId', 'Choisissez un secrétariat.');
    const now = ctx.now();
    const [user] = await db
      .insert(staffUser)
      .values({ name, email, regionId, role, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: staffUser.id });
    if (!user) throw wrongField('email', 'Quelqu’un de l’équipe, ou qui en a été, a déjà cette adresse.');
    await sendStaffLink(db, { id: user.id, name, email }, { purpose: 'invitation', keys: tokenKeys, now });
    await writeAudit(db, actor, now, [
      { action: 'invite-staff', subject: { type: 'staff', id: user.id }, after: { name, email, role, regionId } },
    ]);
    return user;
  });
}

function wrongField(path: string, message: string): InvalidInputError {
  return new InvalidInputError(`the invitation is refused at ${path}`, [{ path, message }], { userMessage: message });
}
