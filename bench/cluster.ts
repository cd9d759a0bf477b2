import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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
  url(role: ProcessRole): string;
  /** One small pool per role, the same one at each call. */
  connect(role: ProcessRole): DatabaseConnection;
  close(): Promise<void>;
};

const PASSWORD = 'bench';
const rolePasswords = Object.fromEntries(Object.values(DATABASE_ROLES).map((role) => [role, PASSWORD]));

/** PostgreSQL with the settings of the product, which are durable: every commit waits for the disk, on both sides. */
export async function startCluster(): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  chmodSync(home, 0o755);
  const folder = join(home, 'data');
  const binaries = findPostgresBinaries(new URL('../packages/shared/package.json', import.meta.url).href);
  const place = { binaries, folder, nameOfFolder: folder, runAs: postgresUser() };
  await initialiseCluster(place, PASSWORD);
  const port = await freePort();
  const { process: server } = await startPostmaster(place, port, serverSettings);
  const stop = (): void => {
    server.kill('SIGINT');
  };
  process.once('exit', stop);
  const address = (user: string, database: string) => `postgres://${user}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const url = (role: ProcessRole) => address(DATABASE_ROLES[role], 'guichet');
  await migrateDatabase({ adminUrl: address('postgres', 'postgres'), databaseName: 'guichet', rolePasswords });
  await migrateQueue(url('migrator'));
  const open = new Map<ProcessRole, DatabaseConnection>();
  return {
    url,
    connect(role) {
      const connection = open.get(role) ?? connectDatabase(url(role), { applicationName: `bench as ${role}` });
      open.set(role, connection);
      return connection;
    },
    async close() {
      process.off('exit', stop);
      await Promise.all([...open.values()].map((connection) => connection.close()));
      const gone = new Promise((resolve) => server.once('exit', resolve));
      stop();
      await gone;
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
