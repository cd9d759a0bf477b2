import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { startFlight } from '../db/flight.ts';
import { OPEN_STATES } from '../domain/transitions.ts';
import type { MailKind } from '../mail/mail-kinds.ts';
import { messageIdOf } from '../mail/queue-mail.ts';
import type { OutboxKind } from '../queue/outbox.ts';
import type { TransactionContext } from './context.ts';

export type Settlement = {
  submission: { id: string; submitterEmail: string | null; submitterName: string };
  requestId: string;
  /** What its author is told at once, whatever becomes of the rest of the envoi; `causeKey` makes it one mail. */
  own?: { kind: Extract<MailKind, 'request-rejected' | 'request-lapsed'>; causeKey: string };
};

/**
 * Tells the author of an envoi that a request of it has come to its end, in the transaction that ends it: what is told
 * at once gets its own mail; when nothing of the envoi is open any more, one mail tells it all. Never both: a refusal
 * that ends an envoi of several stands in the mail that tells it all, a refusal that is the whole envoi in its own. Those
 * whose requests were merged into it are told too, each about their own envoi, which was open as long as it was.
 *
 * An author without an address is told nothing.
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
      with ended as (select * from jsonb_to_recordset(${wanted}::jsonb) as ended ("submissionId" text, "requestId" uuid))
      select pg_advisory_xact_lock(hashtextextended('envoi:' || id, 0)) from (
        select "submissionId" as id from ended
        union select f.submission_id::text from ended join change_request f on f.merged_into = ended."requestId"
        order by 1) as envois`),
  );
  flight.send(
    tx.db.execute(sql`
      with wanted as (
        select * from jsonb_to_recordset(${wanted}::jsonb) as ended
          (id uuid, "messageId" text, "submissionId" uuid, "requestId" uuid, address text, name text, own jsonb)
      ), followers as materialized (
        -- Who asked the same follows the request that stayed, and is told what became of it.
        select uuidv7() as "followerId", wanted.id as "leaderId", wanted."messageId", wanted.own, f.id as "requestId",
          f.submission_id as "submissionId", s.submitter_email as address, s.submitter_name as name
        from wanted join change_request f on f.merged_into = wanted."requestId" join submission s on s.id = f.submission_id
      ), ended as (
        select id, "messageId", "submissionId", "requestId", address, name, own from wanted
        union all
        select "followerId", replace("messageId", "leaderId"::text, "followerId"::text), "submissionId", "requestId", address,
          name, case when own ->> 'kind' is not null
            then jsonb_set(own, '{causeKey}', to_jsonb((own ->> 'causeKey') || ':' || "requestId")) end
        from followers
      ), chosen as (
        select ended.*, case when own ->> 'kind' is not null and (open > 0 or total = 1) then own ->> 'kind'
          when open = 0 then ${whole} end as kind
        from ended cross join lateral (
          select count(*) filter (where coalesce(stays.state, asked.state) in ${[...OPEN_STATES]}) as open, count(*) as total
          from change_request asked left join change_request stays on stays.id = asked.merged_into
          where asked.submission_id = ended."submissionId") as standing
      ), letter as (
        insert into mail (id, kind, cause_key, to_address, to_name, submission_id, request_id, message_id)
        select id, kind, case kind when ${whole} then kind || ':' || "submissionId" else own ->> 'causeKey' end,
          address, name, "submissionId", "requestId", "messageId"
        from chosen where kind is not null and address is not null
        on conflict (cause_key) do nothing returning id
      )
      insert into outbox (kind, ref) select ${mailKind}, id::text from letter`),
  );
  await flight.land();
}
