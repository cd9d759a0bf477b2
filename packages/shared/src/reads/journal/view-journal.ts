import { sql } from 'drizzle-orm';
import type { JournalEntry } from '../../contracts/journal.ts';
import type { Database } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { sayAuditAction } from '../../domain/audit-actions.ts';
import { formatReference } from '../../domain/reference.ts';
import type { JournalRow } from './list-journal.ts';
import { nameSubjects, placeOf, sayKind } from './name-subjects.ts';
import { isUuid, sayChanges, uuidsIn } from './say-changes.ts';

type Values = { entry_id: string; before: unknown; after: unknown };

/** Entries as people read them: names for ids, words for acts, and values before and after. */
export async function viewJournal(db: Database, rows: readonly JournalRow[]): Promise<JournalEntry[]> {
  if (rows.length === 0) return [];
  const ids = sql`${`{${rows.map(({ id }) => id).join(',')}}`}::bigint[]`;
  const [found, subjects] = await Promise.all([
    db.execute<Values>(sql`select entry_id, before, after from audit_value where entry_id = any (${ids})`),
    nameSubjects(db, rows),
  ]);
  const values = new Map(found.map((row) => [String(row.entry_id), row]));
  const known = await nameIds(db, [
    ...rows.flatMap(({ actor_id }) => actor_id ?? []),
    ...found.flatMap(({ before, after }) => [...uuidsIn(before), ...uuidsIn(after)]),
  ]);
  const references = await findReferences(db, rows);
  return rows.map((row) => {
    const value = values.get(String(row.id));
    const name = subjects.get(`${row.subject_type}/${row.subject_id}`);
    const isRequest = row.subject_type === 'change-request' && row.subject_id === row.request_id;
    const reference = row.request_id === null || isRequest ? undefined : references.get(row.request_id);
    return {
      id: String(row.id),
      at: new Date(row.at).toISOString(),
      actor: { kind: row.actor_kind, name: actorName(row, known) },
      action: sayAuditAction(row.action),
      subject: { type: sayKind(row.subject_type), name: name ?? null, place: name ? placeOf(row) : null },
      request: row.request_id && reference ? { id: row.request_id, reference } : null,
      changes: value ? sayChanges(value.before, value.after, known) : [],
      erased: value === undefined,
    };
  });
}

const NOBODY = { member: 'Un membre', submitter: 'L’auteur de l’envoi', operator: 'Qui tient le serveur' } as const;

/** Whoever holds a mail follows its link, with no name but that of the person whom the entry is about. */
const BY_LINK: ReadonlySet<string> = new Set(['leave-mailings', 'rejoin-mailings']);

function actorName({ actor_kind, actor_id, action }: JournalRow, known: ReadonlyMap<string, string>): string {
  if (actor_kind === 'system') return 'Guichet PO';
  if (actor_kind === 'submitter' && BY_LINK.has(action)) return 'Par le lien d’un courrier';
  const name = actor_id === null ? undefined : known.get(actor_id);
  return name ?? (actor_kind === 'staff' ? 'Le secrétariat' : NOBODY[actor_kind]);
}

/** The names of whatever these ids are: values hold ids of people, POs, colleagues and secretariats. */
async function nameIds(db: Database, wanted: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(wanted)].filter(isUuid);
  if (ids.length === 0) return new Map();
  const list = uuidList(ids);
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select id, name from staff_user where id = any (${list})
    union all select id, name from po where id = any (${list})
    union all select id, name from region where id = any (${list})
    union all select id, subject from mailing where id = any (${list})
    union all select id, name from mailing_template where id = any (${list})
    union all select id, first_name || ' ' || last_name from person where id = any (${list})
    union all select a.id, p.first_name || ' ' || p.last_name from member_account a join person p on p.id = a.person_id
      where a.id = any (${list})`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function findReferences(db: Database, rows: readonly JournalRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ request_id }) => request_id ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db.execute<{ id: string; reference: string }>(sql`
    select c.id, s.reference from change_request c join submission s on s.id = c.submission_id
    where c.id = any (${uuidList(ids)})`);
  return new Map(found.map(({ id, reference }) => [id, formatReference(reference)]));
}
