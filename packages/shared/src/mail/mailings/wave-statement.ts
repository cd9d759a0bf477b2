import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { ERASED } from '../../domain/erased.ts';

/** A mail that has left (`retrySeconds` null), or that is tried again. */
export type Ended = {
  outboxId: string;
  mailId: string;
  retrySeconds: number | null;
  code: string | null;
  counted: boolean;
  responseCode: number | null;
  /** What the server said when it put the mail off. */
  words: string | null;
};

type Wave = {
  lease: string;
  leaseSeconds: number;
  ended: readonly Ended[];
  /** Mails that begin now. */
  next: readonly string[];
  /** Rows of the batch that come later: kept for it. */
  waiting: readonly string[];
};

/** So long the rows of a batch are not rung again. */
const KEPT_SECONDS = 10;

/**
 * In one statement: notes what became of the mails of a wave, where the lease is still ours, and begins those of the next,
 * where they still wait and their mailing goes on. Resolves with the ids of those that began. The ids stand beside the facts
 * they belong to: of a list in JSON PostgreSQL expects a hundred rows, and would rather read through all mails.
 */
export async function beginWave(
  db: Database,
  { lease, leaseSeconds, ended, next, waiting }: Wave,
): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    with told as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb)
        as e ("outboxId" uuid, "mailId" uuid, "retrySeconds" float8, code text, counted boolean, "responseCode" integer, words text)
    ), mine as (
      update mail m set state = case when t."retrySeconds" is null then 'sent' else 'pending' end, lease_owner = null,
        lease_until = null, error_code = t.code, response_code = t."responseCode", attempts = attempts + t.counted::int,
        sent_at = case when t."retrySeconds" is null then now() end
      from told t where m.id = any(${uuidList(ended.map(({ mailId }) => mailId))}) and m.id = t."mailId" and m.state = 'sending' and m.lease_owner = ${lease}::uuid
      returning m.id, t."outboxId", t."retrySeconds", t.code, case when m.to_address <> ${ERASED} then t.words end as words
    ), said as (
      -- Once per answer: a server that puts a mail off says the same each time.
      insert into mail_report (message_key, mail_id, kind, status, server_words, source, received_at)
      select encode(sha256(convert_to('smtp-delay/' || n.id || '/' || n.words, 'UTF8')), 'hex'), n.id, 'delayed',
        substring(n.words from '\\m4\\.\\d{1,3}\\.\\d{1,3}\\M'), n.words, 'smtp', now()
      from mine n where n.words is not null on conflict (message_key) do nothing
    ), work as (
      update outbox o set state = case when n."retrySeconds" is null then 'done' else 'pending' end, error_code = n.code,
        done_at = case when n."retrySeconds" is null then now() end,
        next_at = case when n."retrySeconds" is null then o.next_at else now() + make_interval(secs => n."retrySeconds") end
      from mine n where o.id = any(${uuidList(ended.map(({ outboxId }) => outboxId))}) and o.id = n."outboxId" and o.state = 'pending'
    ), kept as (
      update outbox o set next_at = now() + make_interval(secs => ${KEPT_SECONDS})
      where o.id = any(${uuidList(waiting)}) and o.state = 'pending' and o.next_at < now() + make_interval(secs => ${KEPT_SECONDS / 2})
    )
    update mail m set state = 'sending', lease_owner = ${lease}::uuid, lease_until = now() + make_interval(secs => ${leaseSeconds})
    from mailing_recipient r join mailing g on g.id = r.mailing_id
    where m.id = any(${uuidList(next)}) and (m.state = 'pending' or (m.state = 'sending' and m.lease_owner = ${lease}::uuid)) and r.mail_id = m.id and g.state in ('sending', 'sent')
    returning m.id`);
  return new Set(rows.map(({ id }) => id));
}

/** Gives rows back, each for so many seconds. */
export async function putOff(db: Database, seconds: ReadonlyMap<string, number>, code: string): Promise<void> {
  if (seconds.size === 0) return;
  const rows = JSON.stringify([...seconds].map(([id, after]) => ({ id, after })));
  await db.execute(sql`
    update outbox o set next_at = now() + make_interval(secs => w.after), error_code = ${code}
    from jsonb_to_recordset(${rows}::jsonb) as w (id uuid, after float8) where o.id = w.id and o.state = 'pending'`);
}
