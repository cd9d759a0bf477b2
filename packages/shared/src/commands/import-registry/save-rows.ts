import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';

type ColumnType = 'uuid' | 'integer' | 'text' | 'text[]' | 'double precision' | 'jsonb';

/** How one table is written: `insertOnly` columns keep their value when the row is there. */
export type SavedTable = {
  name: string;
  key: readonly string[];
  columns: Record<string, ColumnType>;
  insertOnly: Record<string, ColumnType>;
  /** Columns that say when the row was written last. */
  touched: readonly string[];
};

const ADDRESS = {
  street: 'text',
  number: 'text',
  box: 'text',
  postcode: 'text',
  locality: 'text',
  country: 'text',
} as const;

export const PO_TABLE: SavedTable = {
  name: 'po',
  key: ['id'],
  columns: { id: 'uuid', name: 'text', enterprise_number: 'text', ...ADDRESS, municipality: 'text' },
  insertOnly: { fase: 'integer', region_id: 'uuid', created_by: 'uuid' },
  touched: ['updated_at'],
};

export const SCHOOL_TABLE: SavedTable = {
  name: 'school',
  key: ['id'],
  columns: {
    id: 'uuid',
    fase: 'integer',
    po_id: 'uuid',
    name: 'text',
    enterprise_number: 'text',
    level: 'text',
    network: 'text',
    ...ADDRESS,
    municipality: 'text',
    district: 'text',
    zone: 'text',
  },
  insertOnly: { created_by: 'uuid' },
  touched: ['updated_at'],
};

export const SITE_TABLE: SavedTable = {
  name: 'site',
  key: ['id'],
  columns: {
    id: 'uuid',
    ...ADDRESS,
    municipality: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
  },
  insertOnly: { fase: 'integer', created_by: 'uuid' },
  touched: ['updated_at'],
};

export const SCHOOL_SITE_TABLE: SavedTable = {
  name: 'school_site',
  key: ['school_id', 'site_id'],
  columns: { school_id: 'uuid', site_id: 'uuid', teaching_kinds: 'text[]' },
  insertOnly: { created_by: 'uuid' },
  touched: [],
};

/** Enough rows for one statement: more would only make its parameter longer. */
const ROWS_PER_STATEMENT = 2000;

/** Inserts the rows, or updates those whose key is there: one statement for 2,000 rows. */
export async function saveRows(
  tx: Transaction,
  table: SavedTable,
  rows: Iterable<Record<string, unknown>>,
  at: Date,
  onSaved: (rows: number) => void,
): Promise<void> {
  const columns = { ...table.columns, ...table.insertOnly };
  const names = sql.join(
    Object.keys(columns).map((name) => sql.identifier(name)),
    sql`, `,
  );
  const touched = table.touched.map((name) => sql`, ${sql.identifier(name)}`);
  const updates = [...Object.keys(table.columns), ...table.touched]
    .filter((name) => !table.key.includes(name))
    .map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`);
  for (const batch of inBatches(rows, ROWS_PER_STATEMENT)) {
    await tx.execute(sql`
      insert into ${sql.identifier(table.name)} (${names}${sql.join(touched)})
      select ${names}${sql.join(touched.map(() => sql`, ${at.toISOString()}::timestamptz`))}
      from ${recordset(batch, columns)}
      on conflict (${sql.join(
        table.key.map((name) => sql.identifier(name)),
        sql`, `,
      )})
      do update set ${sql.join(updates, sql`, `)}`);
    onSaved(batch.length);
  }
}

export type FieldChangeRow = {
  subject_type: 'po' | 'school' | 'site';
  subject_id: string;
  field: string;
  old_value: unknown;
  new_value: unknown;
};

/** Notes what each value was and became, so that the file can tell where it comes from. */
export async function saveFieldChanges(
  tx: Transaction,
  rows: Iterable<FieldChangeRow>,
  causeId: string,
  at: Date,
): Promise<void> {
  const columns = {
    subject_type: 'text',
    subject_id: 'uuid',
    field: 'text',
    old_value: 'jsonb',
    new_value: 'jsonb',
  } as const;
  for (const batch of inBatches(rows, ROWS_PER_STATEMENT)) {
    await tx.execute(sql`
      insert into field_change (subject_type, subject_id, field, old_value, new_value, cause_id, at)
      select subject_type, subject_id, field, old_value, new_value, ${causeId}::uuid, ${at.toISOString()}::timestamptz
      from ${recordset(batch, columns)}`);
  }
}

/** Lists of at most `size` items, made as they are asked for. */
export function* inBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Rows as one JSON parameter, whatever their number: a statement takes at most 65,535 parameters. */
function recordset(rows: readonly Record<string, unknown>[], columns: Record<string, ColumnType>) {
  const shape = Object.entries(columns).map(([name, type]) => sql`${sql.identifier(name)} ${sql.raw(type)}`);
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${sql.join(shape, sql`, `)})`;
}
