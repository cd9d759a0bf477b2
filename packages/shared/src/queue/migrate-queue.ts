import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DATABASE_ROLES } from '../db/database-roles.ts';
import { QUEUE_NAMES } from './queue-names.ts';

/**
 * Brings the queue's own schema up to date with the BullMQ that is installed; doing it again changes nothing. The
 * migrator does it, after the product's own migrations: the worker may use these tables, never change them.
 */
export async function migrateQueue(migratorUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: migratorUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
    await client.query('set search_path to bullmq');
    // BullMQ makes a sequence per queue at its first bulk add, and works there with temporary tables.
    for (const name of QUEUE_NAMES) await client.query('select next_job_id($1)', [name]);
    const { rows } = await client.query<{ sentence: string }>(
      `select format('grant temporary on database %I to ${DATABASE_ROLES.worker}', current_database()) as sentence`,
    );
    if (rows[0]) await client.query(rows[0].sentence);
  } finally {
    await client.end();
  }
}
