import { asc, eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { school } from '../db/tables/school.ts';

/** The schools of a PO as a field of a form offers them; null while the PO is not known. */
export async function listSchoolOptions(
  db: Database,
  poId: string | null,
): Promise<{ value: string; label: string }[] | null> {
  if (poId === null) return null;
  const rows = await db.select().from(school).where(eq(school.poId, poId)).orderBy(asc(school.name), asc(school.id));
  return rows.map(({ id, fase, name }) => ({ value: fase === null ? id : String(fase), label: name }));
}
