import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { startFlight } from '../db/flight.ts';
import { OPEN_STATES } from '../domain/transitions.ts';
import type { MailKind } from '../mail/mail-kinds.ts';
import { messageIdOf } from '../mail/queue-mail.ts';
import type { OutboxKind } from '../queue/outbox.ts';
import type { TransactionContext } from './context.ts';

export type Settlement = {
  submission: { id: string; submitterEmail: string; submitterName: string };
  requestId: string;
  /** What its author is told at once, whatever becomes of the rest of the envoi; `causeKey` makes it one mail. */
  own?: { kind: Extract<MailKind, 'request-rejected' | 'request-lapsed'>; causeKey: string };
};

/**
 * Tells the author of an envoi that a request of it has come to its end, in the transaction that ends it: what is told
 * at once gets its own mail; when nothing of the envoi is open any more, one mail tells it all. Never both: a refusal
 * that ends an envoi of several stands in the mail that tells it all, a refusal that is the whole envoi in its own.
 *
 * Two requests of one envoi may end at the same moment, in two transactions that do not see each other: the lock makes
 * the second one wait for the first to commit. Taken last, so that nobody waits behind it for anything else.
 */
export async function tellSettlement(tx: TransactionContext, settlement: Settlement): Promise<void> {
  await tellSettlements(tx, [settlement]);
}

/** The same for requests that end in one transaction, in one trip; the envois are locked in order of id. */
export async function tellSettlements(tx: TransactionContext, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const mailKind: OutboxKind = 'mail';
  const whole: MailKind = 'envoi-settled';
  const wanted = JSON.stringify(
    settlements.map(({ submission, requestId, own }) => {
      const id = randomUUID();
      const to = { address: submission.submitterEmail, name: submission.submitterName };
      return { id, messageId: messageIdOf(id), submissionId: submission.id, requestId, ...to, own: own ?? null };
    }),
  );
  const flight = startFlight();
  flight.send(
    tx.db.execute(sql`
      select pg_advisory_xact_lock(hashtextextended('envoi:' || id, 0)) from (
        select distinct envoi ->> 'submissionId' as id from jsonb_array_elements(${wanted}::jsonb) as envoi order by 1) as envois`),
  );
  flight.send(
    tx.db.execute(sql`
      with ended as (
        select * from jsonb_to_recordset(${wanted}::jsonb) as ended
          (id uuid, "messageId" text, "submissionId" uuid, "requestId" uuid, address text, name text, own jsonb)
      ), chosen as (
        select ended.*, case when own ->> 'kind' is not null and (open > 0 or total = 1) then own ->> 'kind'
          when open = 0 then ${whole} end as kind
        from ended cross join lateral (
          select count(*) filter (where state in ${[...OPEN_STATES]}) as open, count(*) as total
          from change_request where submission_id = ended."submissionId") as standing
      ), letter as (
        insert into mail (id, kind, cause_key, to_address, to_name, submission_id, request_id, message_id)
        select id, kind, case kind when ${whole} then kind || ':' || "submissionId" else own ->> 'causeKey' end,
          address, name, "submissionId", "requestId", "messageId"
        from chosen where kind is not null
        on conflict (cause_key) do nothing returning id
      )
      insert into outbox (kind, ref) select ${mailKind}, id::text from letter`),
  );
  await flight.land();
}
