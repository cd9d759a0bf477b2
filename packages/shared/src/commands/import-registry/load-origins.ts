import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { CauseKind } from '../../db/tables/cause.ts';
import type { FIELD_SUBJECTS } from '../../db/tables/field-change.ts';
import type { DifferingRow, OriginOf } from './compare-rows.ts';

/** What set the values of these rows last: the newest change of each field, with the kind of its cause. */
export async function loadOrigins(
  tx: Transaction,
  subjectType: (typeof FIELD_SUBJECTS)[number],
  rows: readonly DifferingRow[],
): Promise<OriginOf> {
  if (rows.length === 0) return () => undefined;
  const ids = `{${rows.map((row) => row.known.id).join(',')}}`;
  const found = await tx.execute<{ subject_id: string; field: string; kind: CauseKind }>(sql`
    select distinct on (f.subject_id, f.field) f.subject_id, f.field, c.kind
    from field_change f join cause c on c.id = f.cause_id
    where f.subject_type = ${subjectType} and f.subject_id = any(${ids}::uuid[])
    order by f.subject_id, f.field, f.id desc`);
  const origins = new Map(found.map((row) => [`${row.subject_id}/${row.field}`, row.kind]));
  return (id, field) => origins.get(`${id}/${field}`);
}
