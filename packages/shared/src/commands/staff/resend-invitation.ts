import { ConflictError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { loadTeamMember } from './load-team-member.ts';
import { requireAdministrator } from './require-administrator.ts';
import { sendStaffLink } from './send-staff-link.ts';

/**
 * Sends an invitation again, with a new link; the former one does nothing any more.
 * @throws ConflictError when it was accepted or withdrawn
 */
export async function resendInvitation(
  ctx: Context,
  { staffId }: { staffId: string },
  { tokenKeys }: { tokenKeys: readonly string[] },
): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async ({ db }) => {
    const member = await loadTeamMember(db, actor, staffId);
    if (member.activatedAt !== null || member.disabledAt !== null) throw noLongerInvited(staffId);
    const now = ctx.now();
    await sendStaffLink(db, member, { purpose: 'invitation', keys: tokenKeys, now });
    await writeAudit(db, actor, now, [{ action: 'resend-staff-invitation', subject: { type: 'staff', id: staffId } }]);
  });
}

export function noLongerInvited(staffId: string): ConflictError {
  return new ConflictError(`Staff user ${staffId} waits for no invitation.`, {
    userMessage: 'Cette invitation n’attend plus : elle a été acceptée ou retirée.',
  });
}
