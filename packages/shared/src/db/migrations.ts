import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ISql } from 'postgres';

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Any number will do, as long as every migrator takes the same: two at once wait for each other. */
export const MIGRATION_LOCK = 7_201_340;

/** A step of the schema: its name, its place in the order (a number that only rises), and the digest of its text. */
export type Migration = { name: string; order: number; hash: string };

/** Every migration that this version knows, in order. */
export function knownMigrations(): Migration[] {
  return readAll().map(({ name, order, hash }) => ({ name, order, hash }));
}

/** What was applied to this database, in order; empty for one that was never migrated. */
export async function appliedMigrations(sql: ISql): Promise<Omit<Migration, 'name'>[]> {
  const [found] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as yes`;
  if (found?.yes !== true) return [];
  return sql<{ order: number; hash: string }[]>`
    select created_at::float8 as "order", hash from drizzle.__drizzle_migrations order by created_at`;
}

/**
 * Applies what is missing, up to and including the migration `last` (all when left out), within the transaction that
 * the caller has open, where drizzle's own migrator insists on one of its own. It keeps the same books.
 */
export async function applyMigrations(sql: ISql, last = Number.POSITIVE_INFINITY): Promise<number> {
  await sql`create schema if not exists drizzle`;
  await sql`create table if not exists drizzle.__drizzle_migrations (
    id serial primary key, hash text not null, created_at bigint)`;
  const newest = (await appliedMigrations(sql)).at(-1)?.order ?? 0;
  const due = readAll().filter(({ order }) => order > newest && order <= last);
  for (const { statements, hash, order } of due) {
    for (const statement of statements) await sql.unsafe(statement);
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${order})`;
  }
  return due.length;
}

function readAll(): (Migration & { statements: string[] })[] {
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  return readMigrationFiles({ migrationsFolder }).map(({ sql, hash, folderMillis }, index) => ({
    name: entries[index]?.tag ?? '',
    order: folderMillis,
    hash,
    statements: sql,
  }));
}
