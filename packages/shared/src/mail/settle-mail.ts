import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { staffTask } from '../db/tables/staff-task.ts';
import type { MailRow } from './claim-mail.ts';
import { ERASED } from '../domain/erased.ts';
import { deferDelay, MAIL_RULES } from './mail-rules.ts';
import type { Delivery } from './mailer.ts';
import { noteReport } from './reports/note-report.ts';

type Ended = 'sent' | 'failed' | 'unknown' | 'cancelled';
export type MailEnd = { state: Ended; code?: string; responseCode?: number | null; words?: string };
/** `words`: what the server said when it put the mail off. */
export type MailRetry = { retrySeconds: number; code: string; counted: boolean; words?: string | undefined };

/** What the delivery means for the row: it has ended, or it is tried again in so many seconds. */
export function judge(row: MailRow, delivery: Delivery, closedForMs: number): MailEnd | MailRetry {
  const attempts = row.attempts + 1;
  const again = (code: string, responseCode: number | null, words?: string): ReturnType<typeof judge> => {
    const delay = deferDelay(row.kind, attempts);
    if (delay === null) return { state: 'failed', code, responseCode, words: `${attempts} × ${words ?? code}` };
    return { retrySeconds: delay, code, counted: true, words };
  };
  switch (delivery.result) {
    case 'sent':
      return { state: 'sent', responseCode: delivery.responseCode };
    case 'refused':
      return { state: 'failed', code: 'refused', responseCode: delivery.responseCode, words: delivery.words };
    case 'deferred':
      return again(delivery.code, delivery.responseCode, delivery.words);
    case 'unreachable':
      // Says nothing about this mail: it waits as long as the server is away, without being counted.
      return { retrySeconds: Math.max(closedForMs / 1_000, 0.5) + Math.random(), code: delivery.code, counted: false };
    case 'ambiguous':
      if (MAIL_RULES[row.kind].resendWhenUnsure) return again(delivery.code, null);
      return { state: 'unknown', code: delivery.code };
  }
}

/** Writes the end of a mail, with a task for staff when people must know. Only where the lease is still ours. */
export async function endMail(tx: Transaction, row: MailRow, lease: string | null, end: MailEnd): Promise<boolean> {
  const [mine] = await tx.execute(sql`
    update mail set state = ${end.state}, lease_owner = null, lease_until = null, error_code = ${end.code ?? null},
      response_code = ${end.responseCode ?? null}, attempts = attempts + ${lease === null ? 0 : 1},
      sent_at = case when ${end.state} = 'sent' then now() end
    where id = ${row.id} and (${lease}::uuid is null or (state = 'sending' and lease_owner = ${lease}::uuid))
    returning to_address <> ${ERASED} as known`);
  if (!mine) return false;
  const told = await noteRefusal(tx, row, lease, end);
  const trouble = end.state === 'failed' || end.state === 'unknown';
  // Of somebody who was erased while it was on its way, nothing is left to do.
  if (trouble && !told && mine.known && MAIL_RULES[row.kind].opensTask) await openTask(tx, row, end);
  return true;
}

/** The same outside the transaction that claimed it: the outbox row ends with the mail, in one statement each. */
export async function settleMail(
  db: Database,
  outboxId: string,
  row: MailRow,
  lease: string,
  end: MailEnd,
): Promise<void> {
  if (end.state === 'sent') {
    await db.execute(sql`
      with mine as (
        update mail set state = 'sent', lease_owner = null, lease_until = null, error_code = null,
          response_code = ${end.responseCode ?? null}, attempts = attempts + 1, sent_at = now()
        where id = ${row.id} and state = 'sending' and lease_owner = ${lease} returning id
      )
      update outbox set state = 'done', done_at = now(), error_code = null
      where id = ${outboxId} and state = 'pending' and exists (select from mine)`);
    return;
  }
  await db.transaction(async (tx) => {
    if (!(await endMail(tx, row, lease, end))) return;
    await tx.execute(
      sql`update outbox set state = 'done', done_at = now() where id = ${outboxId} and state = 'pending'`,
    );
  });
}

/** Gives the mail back, to be tried again. */
export async function putOffMail(
  db: Database,
  outboxId: string,
  row: MailRow,
  lease: string,
  retry: MailRetry,
): Promise<void> {
  await db.execute(sql`
    with mine as (
      update mail set state = 'pending', lease_owner = null, lease_until = null, error_code = ${retry.code},
        attempts = attempts + ${retry.counted ? 1 : 0}
      where id = ${row.id} and state = 'sending' and lease_owner = ${lease} returning id
    )
    update outbox set next_at = now() + make_interval(secs => ${retry.retrySeconds}), error_code = ${retry.code}
    where id = ${outboxId} and state = 'pending' and exists (select from mine)`);
}

/**
 * What a server says while it refuses a mail is a report like those that come later. Resolves with whether the address is now
 * a task of its own: then the mail is none.
 */
async function noteRefusal(
  tx: Transaction,
  row: MailRow,
  lease: string | null,
  { state, words }: MailEnd,
): Promise<boolean> {
  if (state !== 'failed' || words === undefined) return false;
  const noted = await noteReport(
    tx,
    {
      // Each try of a mail may be refused once.
      messageKey: createHash('sha256')
        .update(`smtp/${row.id}/${lease ?? row.attempts}`)
        .digest('hex'),
      mailId: row.id,
      kind: 'bounced',
      status: /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? null,
      words,
      source: 'smtp',
    },
    new Date(),
  );
  return noted.noted === 'recorded' && noted.people.length > 0;
}

/** A mail that was sent again and failed again opens its task again. Those of a mailing are followed on its own page. */
async function openTask(tx: Transaction, row: MailRow, end: MailEnd): Promise<void> {
  const told = {
    reason: reasonOf(end),
    detail: {
      mailId: row.id,
      kind: row.kind,
      code: end.code ?? null,
      responseCode: end.responseCode ?? null,
      words: end.words ?? null,
    },
  };
  await tx
    .insert(staffTask)
    .values({
      kind: end.state === 'unknown' ? 'mail-unknown' : 'mail-failed',
      ref: row.id,
      regionId: sql`(select region_id from submission where id = ${row.submissionId}::uuid)`,
      ...told,
    })
    .onConflictDoUpdate({
      target: [staffTask.kind, staffTask.ref],
      set: { ...told, createdAt: sql`now()`, doneAt: null, doneBy: null },
    });
}

function reasonOf({ state, code }: MailEnd): string {
  if (state === 'unknown')
    return 'La liaison s’est rompue pendant l’envoi de ce mail : on ne sait pas s’il est arrivé.';
  return code === 'suppressed'
    ? 'Ce mail n’est pas parti : des envois précédents à cette adresse ont été rejetés définitivement.'
    : 'Ce mail n’a pas pu être remis : le serveur du destinataire le refuse.';
}
