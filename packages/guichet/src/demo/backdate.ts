import type { Transaction } from '@guichet/shared/db/client';
import { mail } from '@guichet/shared/db/tables/mail';
import type { MailKind } from '@guichet/shared/mail/mail-kinds';
import { endMail } from '@guichet/shared/mail/settle-mail';
import type { OutboxKind } from '@guichet/shared/queue/outbox';
import { desc, eq, sql } from 'drizzle-orm';

/** Columns that the database fills with the moment of the transaction. */
const MOMENTS = [
  ['submission', 'created_at'],
  ['submission', 'email_confirmed_at'],
  ['change_request', 'created_at'],
  ['change_request', 'corrected_at'],
  ['correction', 'closed_at'],
  ['request_payload', 'created_at'],
  ['request_event', 'at'],
  ['mail', 'created_at'],
  ['token', 'created_at'],
  ['outbox', 'created_at'],
  ['staff_task', 'created_at'],
  ['mail_suppression', 'at'],
  ['member_account', 'created_at'],
] as const;

/**
 * Moves what this transaction wrote since the last call to `at`: the demonstration has a past, and all of it is
 * written in one transaction, in which now() stands still.
 */
export async function backdate(tx: Transaction, at: Date): Promise<void> {
  for (const [table, column] of MOMENTS) {
    const [name, moment] = [sql.identifier(table), sql.identifier(column)];
    await tx.execute(sql`update ${name} set ${moment} = ${at.toISOString()}::timestamptz where ${moment} = now()`);
  }
}

/** Work that the load did itself: the worker finds nothing of it to do. `ref` begins the refs, or with `whole` is one. */
export async function markDone(
  tx: Transaction,
  kind: OutboxKind,
  ref: string,
  at: Date,
  { whole = false } = {},
): Promise<void> {
  const named = whole ? sql`ref = ${ref}` : sql`starts_with(ref, ${ref})`;
  await tx.execute(sql`
    update outbox set state = 'done', done_at = ${at.toISOString()}::timestamptz
    where kind = ${kind} and ${named} and state = 'pending'`);
}

/** What the worker does when the server at the other end refuses the last mail of an envoi. */
export async function refuseMail(tx: Transaction, submissionId: string, words: string, at: Date): Promise<void> {
  const [last] = await tx
    .select()
    .from(mail)
    .where(eq(mail.submissionId, submissionId))
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(1);
  if (!last) throw new Error(`The envoi ${submissionId} has no mail.`);
  await refuse(tx, last, words, at);
}

/** The same of one mail. */
export async function refuse(tx: Transaction, row: typeof mail.$inferSelect, words: string, at: Date): Promise<void> {
  const end = { state: 'failed', code: 'refused', responseCode: 550, words } as const;
  await endMail(tx, { ...row, kind: row.kind as MailKind }, null, end);
  // What a server says while it refuses is noted at the true hour.
  await tx.execute(sql`
    update mail_report set received_at = ${at.toISOString()}::timestamptz where mail_id = ${row.id} and source = 'smtp'`);
  await markDone(tx, row.kind === 'mailing' ? 'mailing-mail' : 'mail', row.id, at);
}

/**
 * Says of the mails of the past that they left. What stays to be sent: what was caused after `since`, what is for a
 * day to come, and the activation of one account, so that the mail catcher has a link that works.
 */
export async function settlePastMails(tx: Transaction, since: Date, accountId: string): Promise<void> {
  await tx.execute(sql`
    with past as (
      select m.id from mail m join outbox o on o.kind = 'mail' and o.ref = m.id::text
      where m.state = 'pending' and o.next_at <= now()
        and (m.created_at < ${since.toISOString()}::timestamptz or m.kind = 'activation')
        and m.account_id is distinct from ${accountId}
    ), sent as (
      update mail set state = 'sent', sent_at = created_at + interval '20 seconds', attempts = 1, response_code = 250
      where id in (select id from past)
    )
    update outbox set state = 'done', done_at = created_at + interval '20 seconds', attempts = 1
    where kind = 'mail' and ref in (select id::text from past)`);
}
