import { sealAudit } from '@guichet/shared/commands/seal-audit';
import type { Transaction } from '@guichet/shared/db/client';
import { sql } from 'drizzle-orm';
import type { LoadSize } from './load-size.ts';

/** How far back mails, links and readings go: a year longer than the proposed retention keeps them. */
const YEARS_KEPT = 3;
/** Each batch walks past what those before it sealed in this transaction: few batches. */
const SEALED_AT_ONCE = 10_000;

/**
 * What years of work leave beside the register and its requests: activation mails with their links and fates, who read
 * which file, and the journal of decisions, sealed. Needs `load_person` and `load_po` of the register's steps.
 */
export async function writeTraces(
  tx: Transaction,
  size: LoadSize,
  staffIds: readonly string[],
  onProgress: (step: string, done: number, total: number) => void,
): Promise<void> {
  onProgress('Mails', 0, 0);
  await switchStandings(tx, 'disable');
  for (const statement of [keepInvitations(), writeLinksOfAccounts, writeActivationMails, writeSuppressions()])
    await tx.execute(statement);
  await switchStandings(tx, 'enable');
  onProgress('Readings', 0, 0);
  for (const screen of ['person', 'po'] as const) await tx.execute(writeReadings(size, screen, staffIds));
  onProgress('Journal', 0, 0);
  await tx.execute(keepJournal(size));
  await tx.execute(sql`analyze load_journal`);
  const { count: entries } = await tx.execute(writeJournal);
  await tx.execute(writeJournalValues);
  let sealed = 0;
  for (let batch = SEALED_AT_ONCE; batch === SEALED_AT_ONCE; sealed += batch) {
    onProgress('Seals', sealed, entries);
    batch = await sealAudit(tx, SEALED_AT_ONCE);
  }
}

/**
 * Whose account was written in this transaction is on the list of those looked at when it ends (migration 0064): to put
 * them there again for each link, mail and refusal would go through all mandates each time, their indexes being aside.
 */
async function switchStandings(tx: Transaction, how: 'enable' | 'disable'): Promise<void> {
  for (const [table, trigger] of [
    ['token', 'token_standing_inserted'],
    ['mail', 'mail_standing_inserted'],
    ['mail_suppression', 'suppression_standing'],
  ])
    await tx.execute(sql.raw(`alter table ${table} ${how} trigger ${trigger}`));
}

/**
 * One invitation per account that ever had an address: of who activated it, used; of the others waiting, looked at, too old
 * or refused. None is still to be sent, so that a product that runs on a load sends nothing.
 */
const keepInvitations = () => sql`
  create temporary table load_invitation on commit drop as
  select h.i, a.id as account_id, h.id as person_id, coalesce(a.email, h.email) as email, a.name, a.activated_at, c.at, f.fate,
    pg_temp.key('invitation', h.i) as token_id
  from load_person h join member_account a on a.person_id = h.id
    cross join lateral (select case when a.activated_at is null then now() - make_interval(hours => 30 + pg_temp.draw(h.i, 141, 1400))
      else a.activated_at - make_interval(hours => 1 + pg_temp.draw(h.i, 140, 100)) end as at) c
    cross join lateral (select case when a.activated_at is not null then 'used'
      else (array['sent', 'sent', 'opened', 'expired', 'expired', 'refused'])[1 + pg_temp.draw(h.i, 142, 6)] end as fate) f
  where a.state <> 'waiting' and coalesce(a.email, h.email) is not null and c.at > now() - make_interval(years => ${YEARS_KEPT})`;

const writeLinksOfAccounts = sql`
  insert into token (id, purpose, account_id, secret_sha256, expires_at, used_at, opened_at, created_at)
  select token_id, 'activation', account_id, sha256(('no link opens this: ' || token_id)::bytea),
    case fate when 'expired' then now() - interval '1 hour' when 'used' then at + interval '30 days' else now() + interval '20 days' end,
    activated_at, case fate when 'opened' then at + interval '2 hours' when 'used' then activated_at end, at
  from load_invitation`;

const writeActivationMails = sql`
  insert into mail (id, kind, cause_key, to_address, to_name, person_id, account_id, token_id, state, attempts, message_id, response_code,
      sent_at, created_at)
  select pg_temp.key('invitation mail', i), 'activation', 'activation:' || token_id, email, name, person_id, account_id, token_id,
    case fate when 'refused' then 'failed' else 'sent' end, 1, '<' || pg_temp.key('invitation mail', i) || '@guichet.example>',
    case fate when 'refused' then 550 else 250 end, case when fate <> 'refused' then at + interval '4 seconds' end, at
  from load_invitation order by at`;

const writeSuppressions = () => sql`
  insert into mail_suppression (address_key, reason, at)
  select lower(email), '550 5.1.1 User unknown', min(at) + interval '4 seconds' from load_invitation where fate = 'refused' group by 1
  on conflict do nothing`;

/** Each person's page was read twice, each PO's ten times, on average; who reads again within the hour is noted once. */
const writeReadings = (size: LoadSize, screen: 'person' | 'po', staffIds: readonly string[]) => {
  const [times, subjects] = screen === 'person' ? [2, size.people] : [10, size.pos];
  const key = sql`pg_temp.key(${screen}, pg_temp.draw(n, 151, ${subjects}::int))`;
  return sql`
    insert into person_reading (staff_id, person_id, po_id, screen, hour, at)
    select (array[${sql.join(
      staffIds.map((id) => sql`${id}::uuid`),
      sql`, `,
    )}])[1 + pg_temp.draw(n, 152, ${staffIds.length}::int)],
      ${screen === 'person' ? key : sql`null`}, ${screen === 'po' ? key : sql`null`}, ${screen}, date_trunc('hour', at), at
    from generate_series(1, ${times * subjects}::int) n,
      lateral (select now() - make_interval(mins => pg_temp.draw(n, 153, ${YEARS_KEPT * 365 * 24 * 60}::int)) as at) a
    order by at on conflict do nothing`;
};

/** One entry for each decision of staff, in the order of time, with the digest of its values (commands/write-audit.ts). */
const keepJournal = ({ requests }: LoadSize) => sql`
  create temporary table load_journal on commit drop as
  select nextval('audit_entry_id_seq') as id, d.*, substr(sha256(('salt' || d.decision_id)::bytea), 1, 16) as salt
  from (
    select id as decision_id, request_id, staff_id, kind || '-request' as action, at,
      case kind when 'approve' then '{"decisionId":"' || id || '","shownHash":"' || shown_hash || '"}'
        else '{"reason":' || to_json(reason)::text || '}' end as after
    from decision where id in (select pg_temp.key('decision', n) from generate_series(0, ${requests}::int - 1) n)
    order by at, id) d`;

const writeJournal = sql`
  insert into audit_entry (id, at, actor_kind, actor_id, action, subject_type, subject_id, request_id, digest)
  overriding system value
  select id, at, 'staff', staff_id, action, 'change-request', request_id, request_id,
    sha256(salt || convert_to('{"after":' || after || ',"before":null}', 'UTF8'))
  from load_journal order by id`;

const writeJournalValues = sql`
  insert into audit_value (entry_id, salt, after) select id, salt, after::jsonb from load_journal order by id`;
