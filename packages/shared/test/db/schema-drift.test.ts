import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

const tablesFolder = new URL('../../src/db/tables/', import.meta.url);
const migrationsFolder = new URL('../../migrations/', import.meta.url);

let database: TestDatabase;
let declared: Map<string, Map<string, { type: string; nullable: boolean }>>;
let migrated: typeof declared;

beforeAll(async () => {
  database = await createTestDatabase();
  declared = await readDeclaredTables();
  migrated = await readMigratedTables();
});
afterAll(() => database.close());

describe('the drizzle schema and the migrations', () => {
  test('know the same tables', () => {
    expect([...declared.keys()].sort()).toEqual([...migrated.keys()].sort());
    expect(declared.size).toBeGreaterThan(30);
  });

  test('agree on every column, its type and whether it may be null', () => {
    for (const [table, columns] of declared) {
      expect({ table, columns: Object.fromEntries([...columns].sort()) }).toEqual({
        table,
        columns: Object.fromEntries([...(migrated.get(table) ?? [])].sort()),
      });
    }
  });

  test('list every migration file in the journal, in order', () => {
    const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', migrationsFolder), 'utf8'));
    const files = readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql'));
    expect(journal.entries.map((entry: { tag: string }) => `${entry.tag}.sql`)).toEqual(files.sort());
    const moments = journal.entries.map((entry: { when: number }) => entry.when);
    expect(moments).toEqual([...new Set(moments)].sort());
  });
});

async function readDeclaredTables(): Promise<typeof declared> {
  const tables: typeof declared = new Map();
  for (const file of readdirSync(tablesFolder)) {
    const module = await import(new URL(file, tablesFolder).href);
    for (const value of Object.values(module)) {
      if (!is(value, PgTable)) continue;
      const config = getTableConfig(value);
      tables.set(
        config.name,
        new Map(
          config.columns.map((column) => [column.name, { type: column.getSQLType(), nullable: !column.notNull }]),
        ),
      );
    }
  }
  return tables;
}

async function readMigratedTables(): Promise<typeof declared> {
  const rows = await database.sql('admin')`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`;
  const tables: typeof declared = new Map();
  for (const { table, column, type, nullable } of rows) {
    const columns = tables.get(table) ?? new Map();
    columns.set(column, { type, nullable });
    tables.set(table, columns);
  }
  return tables;
}
