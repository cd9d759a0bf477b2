import { type SQL, sql } from 'drizzle-orm';
import type { StaffTaskView } from '../contracts/staff-tasks.ts';
import type { Database } from '../db/client.ts';
import { de } from '../domain/elision.ts';
import { MAIL_NAMES } from '../mail/mail-names.ts';

const SHOWN = 200;

type TaskRow = {
  id: string;
  kind: string;
  reason: string;
  created_at: string;
  mail_kind: string | null;
  mail_state: string | null;
  words: string | null;
  to_name: string | null;
  to_address: string | null;
  request_id: string | null;
  reference: string | null;
  submitter_name: string | null;
  po_id: string | null;
  person_id: string | null;
};

/** The mail that a task, `t` in the statement, is about. */
export const mailOfTask: SQL = sql`(case when t.kind like 'mail-%' then t.ref
  when t.kind in ('address-to-correct', 'complaint') then t.detail ->> 'mailId' end)::uuid`;

/**
 * What the secretariat has to look at besides requests, the oldest first. A task that names no region belongs to those
 * of the person's POs; to everyone when it is about nobody.
 */
export async function listStaffTasks(db: Database, regionId: string, most = SHOWN): Promise<StaffTaskView[]> {
  const rows = await db.execute<TaskRow>(sql`
    with open_task as (
      select t.*, m.kind as mail_kind, m.state as mail_state, t.detail ->> 'words' as words, m.to_name, m.to_address,
        coalesce(m.request_id, (t.detail ->> 'requestId')::uuid) as request_id,
        coalesce(m.submission_id, r.submission_id, (t.detail ->> 'submissionId')::uuid) as submission_id,
        coalesce(m.person_id, (t.detail ->> 'personId')::uuid) as person_id
      from staff_task t
      left join mail m on m.id = ${mailOfTask}
      left join change_request r on r.id = m.request_id
      where t.done_at is null
    )
    select t.id, t.kind, t.reason, t.created_at, t.mail_kind, t.mail_state, t.words, t.to_name, t.to_address, t.request_id, s.reference,
      s.submitter_name, home.po_id, case when home.po_id is not null then t.person_id end as person_id
    from open_task t
    left join submission s on s.id = t.submission_id
    left join lateral (
      select p.id as po_id, p.region_id from mandate d join po p on p.id = d.po_id
      where d.person_id = t.person_id order by p.region_id = ${regionId} desc, upper(d.period) desc limit 1
    ) home on true
    where coalesce(t.region_id, home.region_id, ${regionId}) = ${regionId}
    order by t.created_at, t.id limit ${most}`);
  return rows.map((row) => ({
    id: row.id,
    title: taskTitle(row),
    reason: row.reason,
    address: row.to_address,
    serverWords: row.words,
    canRetry: row.kind !== 'complaint' && (row.mail_state === 'failed' || row.mail_state === 'unknown'),
    correctsAddress: row.kind === 'address-to-correct',
    createdAt: new Date(row.created_at).toISOString(),
    requestId: row.request_id,
    reference: row.reference,
    poId: row.po_id,
    personId: row.person_id,
  }));
}

/** What a task is about, in a line. */
export function taskTitle({
  kind,
  mail_kind: mailKind,
  to_name: name,
  to_address: address,
  ...row
}: Pick<TaskRow, 'kind' | 'mail_kind' | 'to_name' | 'to_address' | 'submitter_name'>): string {
  if (kind === 'submitter-message') return `Message ${de(row.submitter_name ?? 'l’auteur')}`;
  if (kind === 'address-to-correct') return `Adresse à corriger : ${name || address || 'une personne'}`;
  if (kind === 'complaint') return `Mail signalé comme indésirable : ${name || address || 'une personne'}`;
  if (mailKind !== null) return `${MAIL_NAMES[mailKind] ?? 'Mail'} à ${name || address}`;
  if (kind === 'account-waiting') return 'Compte en attente d’une adresse';
  if (kind === 'not-activated') return 'Compte toujours pas activé';
  return 'Travail automatique interrompu';
}
