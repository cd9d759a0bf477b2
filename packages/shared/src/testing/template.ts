import { existsSync } from 'node:fs';
import postgres from 'postgres';
import { startTestCluster, type TestCluster } from './cluster.ts';
import { APPLICATION_ROLES, TEMPLATE_DATABASE, TEST_PASSWORD } from './roles.ts';

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
  const rolePasswords = Object.fromEntries(APPLICATION_ROLES.map((role) => [role, TEST_PASSWORD]));
  const file = new URL('../db/migrate.ts', import.meta.url);
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    if (existsSync(file)) {
      const { migrateDatabase } = await import(file.href);
      await migrateDatabase({ adminUrl, databaseName: TEMPLATE_DATABASE, rolePasswords });
    } else {
      for (const role of APPLICATION_ROLES) {
        await admin.unsafe(`create role ${role} login password '${TEST_PASSWORD}'`);
      }
      await admin.unsafe(`create database ${TEMPLATE_DATABASE} owner guichet_migrator`);
    }
    // A template that nobody is connected to can be copied; nobody must connect to it again.
    await admin.unsafe(`alter database ${TEMPLATE_DATABASE} with allow_connections false is_template true`);
  } finally {
    await admin.end();
  }
}
