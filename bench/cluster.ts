import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverSettings } from '../packages/guichet/src/postgres/server-settings.ts';
import { connectDatabase, type DatabaseConnection } from '../packages/shared/src/db/client.ts';
import { findPostgresBinaries } from '../packages/shared/src/db/cluster/binaries.ts';
import { freePort, initialiseCluster, startPostmaster } from '../packages/shared/src/db/cluster/cluster.ts';
import { postgresUser } from '../packages/shared/src/db/cluster/postgres-user.ts';
import { DATABASE_ROLES, type ProcessRole } from '../packages/shared/src/db/database-roles.ts';
import { migrateDatabase } from '../packages/shared/src/db/migrate.ts';
import { migrateQueue } from '../packages/shared/src/queue/migrate-queue.ts';

export type Cluster = {
  url(role: ProcessRole, database?: string): string;
  /** One small pool per role and database, the same one at each call. */
  connect(role: ProcessRole, database?: string): DatabaseConnection;
  /** Makes a database, or brings it up to date. */
  prepare(database: string): Promise<void>;
  close(): Promise<void>;
};

const PASSWORD = 'bench';
const DATABASE = 'guichet';
const rolePasswords = Object.fromEntries(Object.values(DATABASE_ROLES).map((role) => [role, PASSWORD]));

export type ClusterOptions = {
  /** Where it stays after the measures, and is taken up again; without it, a folder that is thrown away. */
  home?: string | undefined;
};

/** PostgreSQL with the settings of the product, which are durable: every commit waits for the disk, on both sides. */
export async function startCluster({ home: kept }: ClusterOptions = {}): Promise<Cluster> {
  const home = kept ?? mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o755);
  const folder = join(home, 'data');
  const binaries = findPostgresBinaries(new URL('../packages/shared/package.json', import.meta.url).href);
  const place = { binaries, folder, nameOfFolder: folder, runAs: postgresUser() };
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialiseCluster(place, PASSWORD);
  const port = await freePort();
  const { process: server } = await startPostmaster(place, port, serverSettings);
  const stop = (): void => {
    server.kill('SIGINT');
  };
  process.once('exit', stop);
  const address = (user: string, database: string) => `postgres://${user}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const url = (role: ProcessRole, database = DATABASE) => address(DATABASE_ROLES[role], database);
  const prepare = async (databaseName: string): Promise<void> => {
    await migrateDatabase({ adminUrl: address('postgres', 'postgres'), databaseName, rolePasswords });
    await migrateQueue(url('migrator', databaseName));
  };
  if (!kept) await prepare(DATABASE);
  const open = new Map<string, DatabaseConnection>();
  return {
    url,
    prepare,
    connect(role, database = DATABASE) {
      const key = `${role} ${database}`;
      const connection = open.get(key) ?? connectDatabase(url(role, database), { applicationName: `bench as ${role}` });
      open.set(key, connection);
      return connection;
    },
    async close() {
      process.off('exit', stop);
      await Promise.all([...open.values()].map((connection) => connection.close()));
      const gone = new Promise((resolve) => server.once('exit', resolve));
      stop();
      await gone;
      if (!kept) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
