import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, type DatabaseConnection } from '../db/client.ts';
import { findPostgresBinaries } from '../db/cluster/binaries.ts';
import { freePort, initialiseCluster, type Postmaster, startPostmaster } from '../db/cluster/cluster.ts';
import { postgresUser } from '../db/cluster/postgres-user.ts';
import { DATABASE_ROLES } from '../db/database-roles.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { migrateQueue } from '../queue/migrate-queue.ts';
import type { TestDatabase } from './database.ts';
import { TEST_PASSWORD, TEST_ROLES, type TestRole } from './roles.ts';

export type DurableCluster = {
  /** Its migrated database; `close` ends the connections only. */
  database: TestDatabase;
  /** Stops the server at once, as a power cut would: sessions are cut, and it recovers at its next start. */
  stopNow(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

/** A PostgreSQL of its own that can be stopped and started under the feet of running processes, and keeps its word. */
export async function startDurableCluster(): Promise<DurableCluster> {
  const home = mkdtempSync(join(tmpdir(), 'guichet-durable-'));
  chmodSync(home, 0o755);
  const folder = join(home, 'data');
  const place = {
    binaries: findPostgresBinaries(import.meta.url),
    folder,
    nameOfFolder: folder,
    runAs: postgresUser(),
  };
  await initialiseCluster(place, TEST_PASSWORD);
  const port = await freePort();
  let postmaster: Postmaster | undefined;

  const start = async (): Promise<void> => {
    // What is written to the system outlives the server: only a crash of the machine would need fsync.
    postmaster = await startPostmaster(place, port, {
      fsync: 'off',
      max_connections: 200,
      shared_buffers: '64MB',
      ...(process.env.PGSS ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
    });
  };
  const stopNow = async (): Promise<void> => {
    const server = postmaster?.process;
    postmaster = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGQUIT');
    await gone;
  };
  const address = (user: string, database: string): string =>
    `postgres://${user}:${TEST_PASSWORD}@127.0.0.1:${port}/${database}`;
  const url = (role: TestRole): string => address(TEST_ROLES[role], 'guichet');
  const end = (): void => {
    postmaster?.process.kill('SIGQUIT');
  };
  process.once('exit', end);

  await start();
  await migrateDatabase({
    adminUrl: address('postgres', 'postgres'),
    databaseName: 'guichet',
    rolePasswords: Object.fromEntries(Object.values(DATABASE_ROLES).map((role) => [role, TEST_PASSWORD])),
  });
  await migrateQueue(url('migrator'));
  const database = connections(url);
  return {
    database,
    start,
    stopNow,
    async close() {
      process.off('exit', end);
      await database.close();
      await stopNow();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function connections(url: (role: TestRole) => string): TestDatabase {
  const open = new Map<TestRole, DatabaseConnection>();
  const before: (() => Promise<void>)[] = [];
  const connect = (role: TestRole): DatabaseConnection => {
    const connection = open.get(role) ?? connectDatabase(url(role));
    open.set(role, connection);
    return connection;
  };
  return {
    name: 'guichet',
    url,
    db: (role) => connect(role).db,
    sql: (role) => connect(role).sql,
    beforeClose: (work) => void before.push(work),
    close: async () => {
      await Promise.all(before.map((work) => work()));
      await Promise.all([...open.values()].map((connection) => connection.close()));
    },
  };
}
