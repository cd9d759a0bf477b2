import { asc, eq } from 'drizzle-orm';
import type { NoteView } from '../contracts/notes.ts';
import type { Database } from '../db/client.ts';
import { note } from '../db/tables/note.ts';
import { staffUser } from '../db/tables/staff-user.ts';

/** What the secretariat wrote for itself about a request, the oldest first. */
export async function listNotes(db: Database, requestId: string): Promise<NoteView[]> {
  const rows = await db
    .select({ id: note.id, body: note.body, at: note.at, author: staffUser.name })
    .from(note)
    .innerJoin(staffUser, eq(staffUser.id, note.staffId))
    .where(eq(note.requestId, requestId))
    .orderBy(asc(note.at), asc(note.id));
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
