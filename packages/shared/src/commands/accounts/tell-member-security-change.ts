import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../db/client.ts';
import type { SecurityEvent } from '../../domain/security-events.ts';
import { queueMail } from '../../mail/queue-mail.ts';

/** Tells a member by mail that their way of signing in changed. `cause`: one event that is told once. */
export async function tellMemberSecurityChange(
  tx: Transaction,
  account: { id: string; name: string; email: string },
  event: SecurityEvent,
  cause: string = randomUUID(),
): Promise<void> {
  await queueMail(tx, {
    kind: 'account-security',
    causeKey: `account-security:${cause}`,
    to: { address: account.email, name: account.name },
    accountId: account.id,
    params: { stage: event },
  });
}
