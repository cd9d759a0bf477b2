import { sql } from 'drizzle-orm';
import type { OriginView } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import { CAUSE_COLUMNS, CAUSE_SOURCE, type CauseRow, tellOrigin } from './tell-origin.ts';

export type Origins = {
  /** What set the present value of a field: its newest change. Null when it never changed since the row was made. */
  ofField(subjectId: string, field: string): OriginView;
  ofCause(causeId: string | null): OriginView;
};

/** Loads why the values of these rows are what they are (DESIGN.md §4.6). */
export async function loadOrigins(
  db: Database,
  subjectIds: readonly string[],
  causeIds: readonly (string | null)[],
): Promise<Origins> {
  const subjects = JSON.stringify([...new Set(subjectIds)]);
  const changes = await db.execute<{ subject_id: string; field: string; cause_id: string }>(sql`
    select distinct on (subject_id, field) subject_id, field, cause_id from field_change
    where subject_id in (select value::uuid from jsonb_array_elements_text(${subjects}::jsonb))
      and subject_type in ('po', 'school', 'site', 'person')
    order by subject_id, field, id desc`);
  const wanted = new Set([...changes.map(({ cause_id: id }) => id), ...causeIds.filter((id) => id !== null)]);
  const causes = await db.execute<CauseRow>(sql`
    select ${CAUSE_COLUMNS} from ${CAUSE_SOURCE}
    where c.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify([...wanted])}::jsonb))`);
  const told = new Map(causes.map((row) => [row.id, tellOrigin(row)]));
  const ofCause = (causeId: string | null) => (causeId === null ? null : (told.get(causeId) ?? null));
  const newest = new Map(changes.map((row) => [`${row.subject_id} ${row.field}`, row.cause_id]));
  return { ofCause, ofField: (subjectId, field) => ofCause(newest.get(`${subjectId} ${field}`) ?? null) };
}
