import { migrateDatabase } from '@guichet/shared/db/migrate';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { migrateQueue } from '@guichet/shared/queue/migrate-queue';
import type { DatabaseRole, Secrets } from './data-folder/secrets.ts';

export type DemoSignIn = { where: string; login: string; password: string };

/** Migrates, and on the first run of a demonstration loads its data. Answers the sign-ins to print. */
export async function prepareDatabase(given: {
  adminUrl: string;
  databaseUrl: (role: DatabaseRole) => string;
  secrets: Secrets;
  env: OperatorEnv;
  say: (text: string) => void;
}): Promise<readonly DemoSignIn[]> {
  given.say('Migrating the database...');
  await migrateDatabase({ adminUrl: given.adminUrl, rolePasswords: given.secrets.databaseRoles });
  await migrateQueue(given.databaseUrl('guichet_migrator'));
  return [];
}
