import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { mail } from '../db/tables/mail.ts';
import type { OutboxKind } from '../queue/outbox.ts';
import type { MailKind } from './mail-kinds.ts';

export type NewMail = {
  kind: MailKind;
  /** The event that causes it: a second mail for the same cause is not written. */
  causeKey: string;
  to: { address: string; name?: string | SQL<string> };
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

/** Writes one mail and the work of sending it, in one statement. Returns its id, or null when its cause already has one. */
export async function queueMail(tx: Transaction, wanted: NewMail): Promise<string | null> {
  const id = randomUUID();
  const letter = tx
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
  const kind: OutboxKind = 'mail';
  const { count } = await tx.execute(sql`
    with letter as ${letter}
    insert into outbox (kind, ref, next_at)
    select ${kind}, id::text, coalesce(${wanted.notBefore?.toISOString() ?? null}::timestamptz, now()) from letter`);
  return count === 0 ? null : id;
}
