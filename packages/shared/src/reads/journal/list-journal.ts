import { type SQL, sql } from 'drizzle-orm';
import type { JournalEntry, JournalQuery } from '../../contracts/journal.ts';
import type { Database } from '../../db/client.ts';
import { AUDIT_ACTIONS } from '../../domain/audit-actions.ts';
import { brusselsInstant } from '../../domain/brussels-time.ts';
import { dayAfter, isCivilDate } from '../../domain/dates.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { belongsElsewhere, subjectId } from './belongs-elsewhere.ts';
import { findJournalSubjects, type JournalReader, type JournalSubject } from './find-journal-subjects.ts';
import { viewJournal } from './view-journal.ts';

const PAGE = 50;

export type JournalRow = {
  id: string;
  at: string;
  actor_kind: JournalEntry['actor']['kind'];
  actor_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  request_id: string | null;
};

export type Journal = {
  entries: JournalEntry[];
  nextCursor: string | null;
  about: string[] | null;
  staff: { id: string; name: string }[];
  actions: { action: string; label: string }[];
};

/**
 * One page of the audit as a secretariat may read it, newest first. A page is a stretch of an index, however many entries
 * there are; what belongs to another secretariat is passed over while walking.
 * @throws InvalidInputError for days that are none
 */
export async function listJournal(db: Database, reader: JournalReader, query: JournalQuery): Promise<Journal> {
  const words = query.q?.trim() ?? '';
  const subjects = words === '' ? null : await findJournalSubjects(db, reader, words);
  const fitting = sql`${await beyond(db, query.cursor)} and ${narrow(query)} and not ${belongsElsewhere(reader.regionId)}`;
  const [rows, staff] = await Promise.all([
    db.execute<JournalRow>(subjects === null ? walk(fitting) : walkSubjects(fitting, subjects)),
    db.execute<{ id: string; name: string }>(
      sql`select id, name from staff_user where region_id = ${reader.regionId} order by disabled_at is not null, name`,
    ),
  ]);
  const page = rows.slice(0, PAGE);
  return {
    entries: await viewJournal(db, page),
    nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    about: subjects?.map(({ label }) => label) ?? null,
    staff: [...staff],
    actions: Object.entries(AUDIT_ACTIONS)
      .map(([action, label]) => ({ action, label }))
      .sort((a, b) => a.label.localeCompare(b.label, 'fr')),
  };
}

const COLUMNS = sql`e.id, e.at, e.actor_kind, e.actor_id, e.action, e.subject_type, e.subject_id, e.request_id`;
const NEWEST = sql`order by e.at desc, e.id desc limit ${sql.raw(String(PAGE + 1))}`;

function walk(fitting: SQL): SQL {
  return sql`select ${COLUMNS} from audit_entry e ${subjectId} where ${fitting} ${NEWEST}`;
}

/** Each subject from an index of its own: nothing else is looked at. */
function walkSubjects(fitting: SQL, subjects: readonly JournalSubject[]): SQL {
  const asked = JSON.stringify(subjects.map(({ type, id }) => ({ type, id })));
  return sql`
    with asked as (select type, id from jsonb_to_recordset(${asked}::jsonb) as a (type text, id text)),
    found as (
      select f.* from asked a cross join lateral (
        select ${COLUMNS} from audit_entry e ${subjectId}
        where e.subject_type = a.type and e.subject_id = a.id and ${fitting} ${NEWEST}) f
      union
      select f.* from asked a cross join lateral (
        select ${COLUMNS} from audit_entry e ${subjectId}
        where a.type = 'change-request' and e.request_id = a.id::uuid and ${fitting} ${NEWEST}) f
      union
      select f.* from asked a cross join lateral (
        select ${COLUMNS} from audit_entry e ${subjectId}
        where a.type = 'person' and e.subject_type = 'account'
          and e.subject_id in (select m.id::text from member_account m where m.person_id = a.id::uuid)
          and ${fitting} ${NEWEST}) f)
    select * from found e ${NEWEST}`;
}

function narrow({ kind, staff, action, from, to }: JournalQuery): SQL {
  const conditions: SQL[] = [sql`true`];
  // As a literal, so that the planner knows the index of those who act seldom; the contract knows no other words.
  if (kind) conditions.push(sql`e.actor_kind = ${sql.raw(`'${kind}'`)}`);
  if (staff) conditions.push(sql`e.actor_id = ${staff}::uuid and e.actor_kind = 'staff'`);
  if (action) conditions.push(sql`e.action = ${action}`);
  if (from) conditions.push(sql`e.at >= ${instantOf(from)}::timestamptz`);
  if (to) conditions.push(sql`e.at < ${instantOf(to, true)}::timestamptz`);
  return sql.join(conditions, sql` and `);
}

function instantOf(day: string, isLast = false): string {
  if (!isCivilDate(day))
    throw new InvalidInputError(`"${day}" is no day.`, [{ path: 'from', message: 'Ce jour n’existe pas.' }]);
  return brusselsInstant(isLast ? dayAfter(day) : day).toISOString();
}

/** After the entry at which the page before ended. */
async function beyond(db: Database, cursor: string | undefined): Promise<SQL> {
  if (cursor === undefined) return sql`true`;
  const [last] = await db.execute<{ at: string }>(
    sql`select at::text as at from audit_entry where id = ${cursor}::bigint`,
  );
  return last ? sql`(e.at, e.id) < (${last.at}::timestamptz, ${cursor}::bigint)` : sql`true`;
}
