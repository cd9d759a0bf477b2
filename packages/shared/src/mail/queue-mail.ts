import { randomUUID } from 'node:crypto';
import type { Transaction } from '../db/client.ts';
import { mail } from '../db/tables/mail.ts';
import { enqueue } from '../queue/outbox.ts';
import type { MailKind } from './mail-kinds.ts';

export type NewMail = {
  kind: MailKind;
  /** The event that causes it: a second mail for the same cause is not written. */
  causeKey: string;
  to: { address: string; name?: string };
  personId?: string | null;
  accountId?: string | null;
  submissionId?: string | null;
  requestId?: string | null;
  tokenId?: string | null;
  params?: Record<string, unknown>;
  /** It leaves at this moment at the earliest. */
  notBefore?: Date;
};

/** The host part of every Message-ID; a row's Message-ID never changes, so a resend is recognised as the same mail. */
const MESSAGE_ID_DOMAIN = 'guichet-po.invalid';

/** The fixed Message-ID of a mail row. */
export function messageIdOf(mailId: string): string {
  return `<${mailId}@${MESSAGE_ID_DOMAIN}>`;
}

/** Writes one mail and the work of sending it. Returns its id, or null when its cause already has one. */
export async function queueMail(tx: Transaction, wanted: NewMail): Promise<string | null> {
  const id = randomUUID();
  const [row] = await tx
    .insert(mail)
    .values({
      id,
      kind: wanted.kind,
      causeKey: wanted.causeKey,
      toAddress: wanted.to.address,
      toName: wanted.to.name ?? '',
      personId: wanted.personId ?? null,
      accountId: wanted.accountId ?? null,
      submissionId: wanted.submissionId ?? null,
      requestId: wanted.requestId ?? null,
      tokenId: wanted.tokenId ?? null,
      params: wanted.params ?? {},
      messageId: messageIdOf(id),
    })
    .onConflictDoNothing({ target: mail.causeKey })
    .returning({ id: mail.id });
  if (!row) return null;
  await enqueue(tx, [{ kind: 'mail', ref: id, ...(wanted.notBefore ? { nextAt: wanted.notBefore } : {}) }]);
  return id;
}
