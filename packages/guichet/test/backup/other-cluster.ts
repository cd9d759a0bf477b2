import { DATABASE_ROLES } from '@guichet/shared/db/database-roles';
import { prepareCluster } from '@guichet/shared/db/migrate';
import { startTestCluster } from '@guichet/shared/testing/cluster';
import { TEST_PASSWORD } from '@guichet/shared/testing/roles';
import postgres from 'postgres';

export type OtherCluster = {
  /** A new database with nothing in it: its address for its owner, and for the superuser. */
  emptyDatabase(): Promise<{ url: string; adminUrl: string }>;
  stop(): Promise<void>;
};

/** A machine that a backup is restored on: a PostgreSQL of its own, with the roles and without any data. */
export async function startOtherCluster(): Promise<OtherCluster> {
  const cluster = await startTestCluster();
  const rolePasswords = Object.fromEntries(Object.values(DATABASE_ROLES).map((role) => [role, TEST_PASSWORD]));
  let made = 0;
  return {
    async emptyDatabase() {
      made += 1;
      const databaseName = `restored_${made}`;
      const url = await prepareCluster(cluster.adminUrl, { databaseName, rolePasswords });
      const admin = new URL(cluster.adminUrl);
      admin.pathname = `/${databaseName}`;
      return { url, adminUrl: admin.href };
    },
    stop: () => cluster.stop(),
  };
}

/** Runs one query as the superuser. */
export async function ask(adminUrl: string, query: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(query))];
  } finally {
    await sql.end();
  }
}
