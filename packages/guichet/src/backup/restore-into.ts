import type { TransactionContext } from '@guichet/shared/commands/context';
import { writeAudit } from '@guichet/shared/commands/write-audit';
import { connectDatabase, type Database, type Transaction } from '@guichet/shared/db/client';
import { applyMigrations, MIGRATION_LOCK } from '@guichet/shared/db/migrations';
import { migrateQueue } from '@guichet/shared/queue/migrate-queue';
import type { TransactionSql } from 'postgres';
import { operatorContext } from '../cli/operator-context.ts';
import type { BackupHeader } from './backup-format.ts';
import { checkRestored, type RestoreChecks } from './check-restored.ts';
import { emptyDatabase } from './empty-database.ts';
import { refuseUnknownSchema } from './fits-version.ts';
import type { ReadBackup } from './read-backup.ts';
import { quoted } from './read-tables.ts';
import { restoreRows, type RowsOrder } from './restore-rows.ts';
import { setAside } from './set-aside.ts';

export type RestoreOrder = RowsOrder & {
  header: BackupHeader;
  /** What is done in the same transaction once everything stands, such as the erasures of the lost time. */
  afterwards?: (ctx: TransactionContext) => Promise<void>;
};

export type Restored = RestoreChecks & {
  /** Steps of the schema that are newer than the backup. */
  migrated: number;
  /** What had been begun or was to be done at the moment of the backup. */
  waiting: { mails: number; work: number };
};

/**
 * Restores a backup that has been read once into an empty database, as the owner of its schema. Schema, rows, checks and
 * newer migrations are one transaction: whatever goes wrong, and whenever it is killed, the database is as it was. Then
 * the queue's tables are made: they hold no work, and the worker's dispatcher rings for what the rows say is due.
 */
export async function restoreInto(url: string, order: RestoreOrder): Promise<Restored> {
  refuseUnknownSchema(order.header);
  const { db, close } = connectDatabase(url, { max: 1, applicationName: 'guichet-restore' });
  try {
    const restored = await db.transaction((tx) => restoreAll(tx, order));
    await migrateQueue(url);
    return restored;
  } finally {
    await close();
  }
}

async function restoreAll(tx: Transaction, order: RestoreOrder): Promise<Restored> {
  const { header, onProgress } = order;
  const client = clientOf(tx);
  await client`set local idle_in_transaction_session_timeout = 0`;
  await client`set local maintenance_work_mem = '256MB'`;
  await client`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
  await emptyDatabase(client);
  await applyMigrations(client, header.migrations.at(-1)?.order);
  const aside = await setAside(client);
  const read = await restoreRows(client, order);
  await setCounters(client, read);
  const statements = [...aside.indexes, ...aside.foreignKeys, ...aside.triggers];
  for (const [done, statement] of statements.entries()) {
    onProgress?.('Indexes and constraints', done, statements.length);
    await client.unsafe(statement);
  }
  onProgress?.('Checks', 0, 0);
  await client`analyze`;
  const checks = await checkRestored(client, tx as unknown as Database, read.manifest);
  const migrated = await applyMigrations(client);
  const ctx: TransactionContext = { ...operatorContext(tx as unknown as Database), db: tx };
  await writeAudit(tx, ctx.actor, ctx.now(), [
    {
      action: 'restore-backup',
      subject: { type: 'database', id: 'guichet' },
      after: { takenAt: header.takenAt, schema: header.schema },
    },
  ]);
  await order.afterwards?.(ctx);
  const [waiting] = await client<{ mails: number; work: number }[]>`
    select count(*) filter (where kind = 'mail')::int as mails, count(*) filter (where kind <> 'mail')::int as work
    from outbox where state = 'pending'`;
  return { ...checks, migrated, waiting: waiting ?? { mails: 0, work: 0 } };
}

/** Each counter goes on after the last number that it gave, or that a row bears. */
async function setCounters(client: TransactionSql, { manifest }: ReadBackup): Promise<void> {
  for (const { table, column, last } of manifest.sequences) {
    await client.unsafe(
      `select setval(pg_get_serial_sequence($1, $2), greatest(1, n), n > 0)
       from (select greatest($3::bigint, coalesce(max(${quoted(column)}), 0)) as n from ${quoted(table)}) counted`,
      [table, column, last],
    );
  }
}

/** COPY needs the connection itself, under drizzle's transaction, which does not show it in its types. */
const clientOf = (tx: Transaction): TransactionSql =>
  (tx as unknown as { session: { client: TransactionSql } }).session.client;
