import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { formatReference, parseReference } from '../../domain/reference.ts';
import { foldForSearch } from '../../domain/text.ts';
import { searchPeople } from '../search-people.ts';

export type JournalSubject = { type: string; id: string; label: string };

export type JournalReader = { regionId: string; now: Date };

const SHOWN = 10;

/** What is typed may mean the requests of an envoi, a PO by its number, people of the region, or members of staff. */
export async function findJournalSubjects(
  db: Database,
  { regionId, now }: JournalReader,
  text: string,
): Promise<JournalSubject[]> {
  const reference = parseReference(text);
  if (reference !== null) {
    const requests = await ofReference(db, regionId, reference);
    if (requests.length > 0) return requests;
  }
  if (/^\d{1,9}$/.test(text.trim())) return await ofFase(db, regionId, Number(text));
  const [people, staff] = await Promise.all([
    searchPeople(db, { regionId, today: todayInBrussels(now), limit: SHOWN }, text),
    ofStaff(db, regionId, foldForSearch(text)),
  ]);
  return [...people.map(({ id, title }) => ({ type: 'person', id, label: title })), ...staff];
}

async function ofReference(db: Database, regionId: string, reference: string): Promise<JournalSubject[]> {
  const rows = await db.execute<{ id: string; subject: string }>(sql`
    select c.id, c.subject from submission s join change_request c on c.submission_id = s.id
    where s.reference = ${reference} and c.region_id = ${regionId} order by c.position`);
  return rows.map(({ id, subject }) => ({
    ...{ type: 'change-request', id },
    label: `${formatReference(reference)}, ${subject}`,
  }));
}

async function ofFase(db: Database, regionId: string, fase: number): Promise<JournalSubject[]> {
  const rows = await db.execute<{ id: string; name: string }>(
    sql`select id, name from po where fase = ${fase} and region_id = ${regionId}`,
  );
  return rows.map(({ id, name }) => ({ type: 'po', id, label: name }));
}

async function ofStaff(db: Database, regionId: string, words: string): Promise<JournalSubject[]> {
  if (words === '') return [];
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select id, name from staff_user where region_id = ${regionId} and strpos(fold(name), ${words}) > 0 order by name limit ${SHOWN}`);
  return rows.map(({ id, name }) => ({ type: 'staff', id, label: name }));
}
