import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../db/client.ts';
import type { SecurityEvent } from '../../domain/security-events.ts';
import { queueMail } from '../../mail/queue-mail.ts';

/** Tells a member of staff by mail that their way of signing in changed. */
export async function tellSecurityChange(
  tx: Transaction,
  staff: { id: string; name: string; email: string },
  event: SecurityEvent,
): Promise<void> {
  await queueMail(tx, {
    kind: 'staff-security',
    causeKey: `staff-security:${randomUUID()}`,
    to: { address: staff.email, name: staff.name },
    params: { staffId: staff.id, stage: event },
  });
}
