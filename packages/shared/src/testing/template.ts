import postgres from 'postgres';
import { DATABASE_ROLES } from '../db/database-roles.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { migrateQueue } from '../queue/migrate-queue.ts';
import { startTestCluster, type TestCluster } from './cluster.ts';
import { TEMPLATE_DATABASE, TEST_PASSWORD } from './roles.ts';

/** Starts the cluster of a test run and migrates the database that every test file copies. */
export async function startTemplate(): Promise<TestCluster> {
  const cluster = await startTestCluster();
  try {
    await migrateTemplate(cluster.adminUrl);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function migrateTemplate(adminUrl: string): Promise<void> {
  const rolePasswords = Object.fromEntries(Object.values(DATABASE_ROLES).map((role) => [role, TEST_PASSWORD]));
  await migrateDatabase({ adminUrl, databaseName: TEMPLATE_DATABASE, rolePasswords });
  await migrateQueue(urlAs(adminUrl, DATABASE_ROLES.migrator));
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    // A template that nobody is connected to can be copied; nobody must connect to it again.
    await admin.unsafe(`alter database ${TEMPLATE_DATABASE} with allow_connections false is_template true`);
  } finally {
    await admin.end();
  }
}

function urlAs(adminUrl: string, role: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = TEST_PASSWORD;
  url.pathname = `/${TEMPLATE_DATABASE}`;
  return url.href;
}
