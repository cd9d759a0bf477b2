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
  /** Null: nobody can be written to, and nothing is. */
  to: { address: string; name?: string | SQL<string> } | null;
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
const OWN_MESSAGE_ID = new RegExp(
  `([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@${MESSAGE_ID_DOMAIN.replace('.', '\\.')}`,
  'gi',
);

/** The fixed Message-ID of a mail row. */
export function messageIdOf(mailId: string): string {
  return `<${mailId}@${MESSAGE_ID_DOMAIN}>`;
}

/** The mails whose Message-ID stands in a text, such as the header of a message that came back. */
export function mailIdsIn(text: string): string[] {
  return [...text.matchAll(OWN_MESSAGE_ID)].flatMap(([, id]) => (id === undefined ? [] : [id.toLowerCase()]));
}

/** Writes one mail and the work of sending it. Returns its id, or null when its cause already has one or nobody can be written to. */
export async function queueMail(tx: Transaction, wanted: NewMail): Promise<string | null> {
  const [id = null] = await queueMails(tx, [wanted]);
  return id;
}

/** Writes mails and the work of sending them, in one statement. Returns the ids of those whose cause had none yet. */
export async function queueMails(tx: Transaction, wanted: readonly NewMail[]): Promise<string[]> {
  const rows = wanted.flatMap(({ to, ...letter }) => (to === null ? [] : { ...letter, to, id: randomUUID() }));
  if (rows.length === 0) return [];
  const letters = tx
    .insert(mail)
    .values(
      rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        causeKey: row.causeKey,
        toAddress: row.to.address,
        toName: row.to.name ?? '',
        personId: row.personId ?? null,
        accountId: row.accountId ?? null,
        submissionId: row.submissionId ?? null,
        requestId: row.requestId ?? null,
        tokenId: row.tokenId ?? null,
        params: row.params ?? {},
        messageId: messageIdOf(row.id),
      })),
    )
    .onConflictDoNothing({ target: mail.causeKey })
    .returning({ id: mail.id });
  const kind: OutboxKind = 'mail';
  const moments = rows.flatMap(({ id, notBefore }) => (notBefore ? [{ id, at: notBefore.toISOString() }] : []));
  const written = await tx.execute<{ id: string }>(sql`
    with letter as ${letters}, work as (
      insert into outbox (kind, ref, next_at)
      select ${kind}, letter.id::text, coalesce(moment.at, now())
      from letter left join jsonb_to_recordset(${JSON.stringify(moments)}::jsonb) as moment (id uuid, at timestamptz) using (id)
    )
    select id from letter`);
  return written.map(({ id }) => id);
}
