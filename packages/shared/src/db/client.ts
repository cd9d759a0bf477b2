import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { prepareStatements } from './prepare-statements.ts';

export type Database = PostgresJsDatabase;
/** An open transaction. Whatever takes a `Transaction` must run inside one. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export type DatabaseConnection = { db: Database; sql: Sql; close(): Promise<void> };

/**
 * Opens a pool for one process. Connections are made at the first query, so this never waits.
 * Dates come back as ISO strings (drizzle takes the parsers over), timestamps as text unless a drizzle column maps them.
 */
export function connectDatabase(
  url: string,
  options: { max?: number; applicationName?: string } = {},
): DatabaseConnection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connect_timeout: 10,
    // A server that comes back after an outage must be found at once: the default backs off up to a minute.
    backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1),
    connection: {
      application_name: options.applicationName ?? 'guichet',
      // A process that vanished with its machine must not keep its locks: the server lets go of it within a minute.
      idle_in_transaction_session_timeout: 60_000,
      tcp_keepalives_idle: 30,
      tcp_keepalives_interval: 10,
      tcp_keepalives_count: 3,
    },
  });
  return { db: drizzle(prepareStatements(sql)), sql, close: () => sql.end({ timeout: 5 }) };
}
