import type { TransactionSql } from 'postgres';
import { quoted, readTables } from './read-tables.ts';

/** The statements that bring back what was set aside. */
export type SetAside = { indexes: string[]; foreignKeys: string[]; triggers: string[] };

/**
 * Makes the tables ready for rows as they were, as their owner: triggers of ours are off (they would write what is in
 * the rows already), foreign keys and plain indexes are taken away and made again over all rows, which checks each row,
 * whatever the order of the tables, and is several times quicker. Keys, exclusions and checks stay and look at each row.
 */
export async function setAside(client: TransactionSql): Promise<SetAside> {
  const tables = (await readTables(client)).map(({ name }) => quoted(name));
  const keys = await client<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`;
  for (const { table, name } of keys) await client.unsafe(`alter table ${table} drop constraint ${quoted(name)}`);
  const indexes = await client<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`;
  for (const { name } of indexes) await client.unsafe(`drop index ${name}`);
  for (const table of tables) await client.unsafe(`alter table ${table} disable trigger user`);
  return {
    indexes: indexes.map(({ definition }) => definition),
    foreignKeys: keys.map(
      ({ table, name, definition }) => `alter table ${table} add constraint ${quoted(name)} ${definition}`,
    ),
    triggers: tables.map((table) => `alter table ${table} enable trigger user`),
  };
}
