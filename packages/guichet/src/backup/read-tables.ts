import type { ISql } from 'postgres';

export type TableColumns = { name: string; columns: string[] };

/** The product's tables in order of name, with the columns that hold what was written, not what is computed from it. */
export async function readTables(sql: ISql): Promise<TableColumns[]> {
  return sql<TableColumns[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    group by c.oid, c.relname order by c.relname`;
}

/** The counters behind columns, and the last number that each gave. */
export async function readSequences(sql: ISql): Promise<{ table: string; column: string; last: string }[]> {
  return sql<{ table: string; column: string; last: string }[]>`
    select t.relname as "table", a.attname as "column", coalesce(s.last_value, 0)::text as last
    from pg_sequences s
      join pg_depend d on d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
        and d.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass
      join pg_class t on t.oid = d.refobjid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where s.schemaname = 'public' order by 1, 2`;
}

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
