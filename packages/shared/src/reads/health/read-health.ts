import { sql } from 'drizzle-orm';
import type { Health } from '../../contracts/health.ts';
import type { Database } from '../../db/client.ts';
import type { MailState } from '../../db/tables/mail.ts';
import { addDays, todayInBrussels } from '../../domain/dates.ts';
import type { OutboxKind } from '../../queue/outbox.ts';
import type { QueueName } from '../../queue/queue-names.ts';
import { MAIL_LABELS, QUEUE_LABELS, WORK_LABELS } from './health-words.ts';
import { judgeHealth } from './judge-health.ts';

/** How the programme fares now, in counts and moments: nothing of anybody. */
export async function readHealth(db: Database, now: Date): Promise<Health> {
  const [workers, work, dead, mails, rest, runs] = await Promise.all([
    readWorkers(db),
    readWork(db, now),
    readDead(db),
    readMails(db, now),
    readRest(db, now),
    readRuns(db, now),
  ]);
  const { abandoned, tampered, databaseBytes, strayReports, ...audit } = rest;
  const facts = { at: now.toISOString(), ...workers, work, dead, mails, strayReports, audit, runs, databaseBytes };
  return { ...facts, notes: judgeHealth({ ...facts, abandoned, tampered }) };
}

type Beat = {
  process: string;
  instance: string;
  at: string;
  detail: {
    since?: string;
    mailPausedMs?: number;
    store?: string;
    counts?: Record<QueueName, { waiting: number; active: number }>;
  };
};

async function readWorkers(db: Database): Promise<Pick<Health, 'workers' | 'queues'>> {
  const beats = await db.execute<Beat>(sql`select process, instance, at, detail from heartbeat order by at desc`);
  const queues = beats.filter(({ process }) => process === 'queue');
  const seen = queues.find(({ detail }) => detail.counts !== undefined);
  return {
    workers: beats
      .filter(({ process }) => process === 'worker')
      .map(({ instance, at, detail }) => ({
        ...{ instance, at: iso(at), since: isoOrNull(detail.since) },
        queueAt: isoOrNull(queues.find((beat) => beat.instance === instance)?.at),
        mailPausedSeconds: Math.ceil((detail.mailPausedMs ?? 0) / 1_000),
      })),
    queues: seen
      ? {
          ...{ store: seen.detail.store === 'redis' ? 'Redis' : 'PostgreSQL', at: iso(seen.at) },
          counts: Object.entries(seen.detail.counts ?? {}).map(([name, { waiting, active }]) => ({
            ...{ name, label: QUEUE_LABELS[name as QueueName] ?? name, waiting, active },
          })),
        }
      : null,
  };
}

type WorkRow = { kind: string; due: number; late: number; planned: number; retried: number; oldest: string | null };

async function readWork(db: Database, now: Date): Promise<Health['work']> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await db.execute<WorkRow>(sql`
    select kind, count(*) filter (where next_at <= ${at})::int as due,
      count(*) filter (where next_at <= ${at} - interval '1 minute')::int as late,
      count(*) filter (where next_at > ${at})::int as planned, count(*) filter (where attempts > 0)::int as retried,
      min(next_at) filter (where next_at <= ${at}) as oldest
    from outbox where state = 'pending' group by kind order by kind`);
  return rows.map(({ oldest, ...row }) => ({ ...row, label: sayWork(row.kind), oldestDue: isoOrNull(oldest) }));
}

async function readDead(db: Database): Promise<Health['dead']> {
  const rows = await db.execute<{ kind: string; code: string | null; count: number; last: string }>(sql`
    select kind, error_code as code, count(*)::int as count, max(done_at) as last from outbox where state = 'dead'
    group by kind, error_code order by last desc limit 20`);
  return rows.map(({ kind, code, count, last }) => ({
    label: sayWork(kind),
    code: code ?? '',
    count,
    last: iso(last),
  }));
}

async function readMails(db: Database, now: Date): Promise<Health['mails']> {
  const week = sql`${now.toISOString()}::timestamptz - interval '7 days'`;
  const rows = await db.execute<{ state: MailState; count: number; oldest: string | null }>(sql`
    select m.state, count(*)::int as count,
      -- What is for a later day does not wait yet.
      min(case when o.id is null or m.attempts > 0 then m.created_at
        when o.next_at <= ${now.toISOString()}::timestamptz then greatest(m.created_at, o.next_at) end) as oldest
    from mail m left join outbox o on o.kind in ('mail', 'mailing-mail') and o.ref = m.id::text and o.state = 'pending'
    where m.state in ('pending', 'sending', 'held') group by m.state
    union all
    select state, count(*)::int, min(created_at) from mail
    where state in ('failed', 'unknown') and created_at > ${week} group by state`);
  return (Object.keys(MAIL_LABELS) as MailState[]).map((state) => {
    const row = rows.find((one) => one.state === state);
    return { state, label: MAIL_LABELS[state] ?? state, count: row?.count ?? 0, oldest: isoOrNull(row?.oldest) };
  });
}

type Rest = Health['audit'] & { abandoned: number; tampered: boolean; databaseBytes: number; strayReports: number };

async function readRest(db: Database, now: Date): Promise<Rest> {
  const [row] = await db.execute<Omit<Rest, 'databaseBytes'> & { databaseBytes: string }>(sql`
    select (select count(*)::int from audit_unsealed) as unsealed,
      (select at from audit_entry where id = (select min(entry_id) from audit_unsealed)) as "oldestUnsealed",
      (select count(*)::int from staff_task where kind = 'work-dead' and done_at is null) as abandoned,
      coalesce((select verdict ->> 'intact' = 'false' from audit_check where finished_at is not null
        order by finished_at desc limit 1), false) as tampered,
      (select count(*)::int from mail_report where mail_id is null
        and received_at > ${now.toISOString()}::timestamptz - interval '7 days') as "strayReports",
      pg_database_size(current_database()) as "databaseBytes"`);
  if (!row) throw new Error('The database does not answer a query without a condition.');
  return { ...row, oldestUnsealed: isoOrNull(row.oldestUnsealed), databaseBytes: Number(row.databaseBytes) };
}

/** The look through everybody is named after its day; so many days back it is looked for. */
const DAYS = 14;

async function readRuns(db: Database, now: Date): Promise<Health['runs']> {
  const today = todayInBrussels(now);
  const looks = Array.from({ length: DAYS }, (_, n) => `all/${addDays(today, -n)}`);
  const [row] = await db.execute<
    Record<'retention' | 'duplicates' | 'members' | 'register' | 'check', string | null>
  >(sql`
    select (select max(finished_at) from retention_run) as retention,
      (select max(done_at) from outbox where kind = 'duplicates'
        and ref in (select jsonb_array_elements_text(${JSON.stringify(looks)}::jsonb)) and state = 'done') as duplicates,
      (select max(finished_at) from member_import) as members,
      (select max(at) from import_run where kind = 'registry') as register,
      (select max(finished_at) from audit_check) as check`);
  return [
    { label: 'Conservation des données', at: isoOrNull(row?.retention) },
    { label: 'Recherche des doublons', at: isoOrNull(row?.duplicates) },
    { label: 'Importation de membres', at: isoOrNull(row?.members) },
    { label: 'Importation du signalétique', at: isoOrNull(row?.register) },
    { label: 'Vérification du journal', at: isoOrNull(row?.check) },
  ];
}

function sayWork(kind: string): string {
  return WORK_LABELS[kind as OutboxKind] ?? kind;
}

function iso(at: string): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: string | null | undefined): string | null {
  return at ? iso(at) : null;
}
