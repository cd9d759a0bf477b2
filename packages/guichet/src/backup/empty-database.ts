import { DATABASE_ROLES } from '@guichet/shared/db/database-roles';
import { appliedMigrations } from '@guichet/shared/db/migrations';
import type { TransactionSql } from 'postgres';
import { OperatorError } from '../operator-error.ts';
import { readTables } from './read-tables.ts';

/** A database that nobody has used yet has no row in any of these. */
const FIRST_USED = ['audit_entry', 'staff_user', 'po', 'person', 'submission', 'draft', 'import_run'];

/**
 * Throws an OperatorError unless the database is empty: without tables, or migrated and never used, and without a process
 * of the product on it. What a migration put there is taken away: the schema is made anew, as old as the backup's.
 */
export async function emptyDatabase(client: TransactionSql): Promise<void> {
  const tables = (await readTables(client)).map(({ name }) => name);
  if (tables.length === 0 && (await appliedMigrations(client)).length === 0) return;
  const ours =
    (await appliedMigrations(client)).length > 0 && FIRST_USED.slice(0, 1).every((name) => tables.includes(name));
  if (!ours) throw refusal('holds tables that are not of Guichet PO');
  await refuseRunningProduct(client);
  for (const table of FIRST_USED.filter((name) => tables.includes(name))) {
    const [row] = await client`select exists (select from ${client(table)}) as found`;
    if (row?.found === true) throw refusal(`is in use (there are rows in ${table})`);
  }
  await client`set local lock_timeout = '10s'`;
  await client`drop schema if exists bullmq, drizzle cascade`;
  await client`drop schema public cascade`;
  await client`create schema public`;
  await client`grant usage on schema public to public`;
}

async function refuseRunningProduct(client: TransactionSql): Promise<void> {
  const serving = Object.values(DATABASE_ROLES).filter((role) => role !== DATABASE_ROLES.migrator);
  const [row] = await client`
    select count(*)::int as sessions from pg_stat_activity
    where datname = current_database() and usename = any (${serving})`;
  if (Number(row?.sessions) > 0) {
    throw new OperatorError('The product runs on this database: stop its processes first. Nothing was changed.');
  }
}

const refusal = (what: string): OperatorError =>
  new OperatorError(
    `The database ${what}, and a backup is restored into an empty one only: make a new database (create database ... ` +
      'owner guichet_migrator) and name it in DATABASE_URL. Nothing was changed.',
  );
