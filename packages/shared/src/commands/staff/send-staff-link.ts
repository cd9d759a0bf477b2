import { issueStaffLink } from '../../auth/staff-links.ts';
import type { Transaction } from '../../db/client.ts';
import type { StaffLinkPurpose } from '../../db/tables/staff-link.ts';
import type { MailKind } from '../../mail/mail-kinds.ts';
import { queueMail } from '../../mail/queue-mail.ts';

const KINDS: Record<StaffLinkPurpose, MailKind> = { invitation: 'staff-invitation', password: 'staff-password-reset' };

/** Makes a link for a member of staff and queues its mail. */
export async function sendStaffLink(
  tx: Transaction,
  staff: { id: string; name: string; email: string },
  wanted: { purpose: StaffLinkPurpose; keys: readonly string[]; now: Date },
): Promise<void> {
  const linkId = await issueStaffLink(tx, { ...wanted, staffId: staff.id });
  const kind = KINDS[wanted.purpose];
  await queueMail(tx, {
    kind,
    causeKey: `${kind}:${linkId}`,
    to: { address: staff.email, name: staff.name },
    params: { staffId: staff.id, linkId },
  });
}
