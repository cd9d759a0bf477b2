import { migrateDatabase } from '@guichet/shared/db/migrate';
import { type OperatorEnv, secretariatOf } from '@guichet/shared/env/operator-env';
import { migrateQueue } from '@guichet/shared/queue/migrate-queue';
import { Command } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { migrationFailure } from '../migration-failure.ts';

export function migrateCommand(env: () => OperatorEnv): Command {
  return new Command('migrate')
    .summary('bring the schema of the database up to date')
    .description(
      'Brings the schema of the database and of the queue up to date. Doing it again changes nothing.\n\n' +
        'In production DATABASE_URL connects as guichet_migrator, the owner. To make the five roles and the database as ' +
        'well, set DATABASE_ADMIN_URL to a superuser and the five DATABASE_PASSWORD_... (see .env.example). ' +
        'Without any of them: the embedded database of DATA_DIR, which every start migrates by itself.',
    )
    .action(async () => {
      const chosen = env();
      if (chosen.DATABASE_ADMIN_URL) await migrateFromAdmin(chosen, chosen.DATABASE_ADMIN_URL);
      else {
        await withOperatorDatabase(chosen, 'migrate', async ({ url }) => {
          await migrateDatabase({ migratorUrl: url, region: secretariatOf(chosen) }).catch(refuse);
          await migrateQueue(url);
        });
      }
      console.log('The database is up to date.');
    });
}

async function migrateFromAdmin(env: OperatorEnv, adminUrl: string): Promise<void> {
  const rolePasswords = {
    guichet_migrator: env.DATABASE_PASSWORD_MIGRATOR ?? '',
    guichet_intake: env.DATABASE_PASSWORD_INTAKE ?? '',
    guichet_backoffice: env.DATABASE_PASSWORD_BACKOFFICE ?? '',
    guichet_extranet: env.DATABASE_PASSWORD_EXTRANET ?? '',
    guichet_worker: env.DATABASE_PASSWORD_WORKER ?? '',
  };
  const databaseName = env.DATABASE_URL ? decodeURIComponent(new URL(env.DATABASE_URL).pathname.slice(1)) : 'guichet';
  await migrateDatabase({ adminUrl, databaseName, rolePasswords, region: secretariatOf(env) }).catch(refuse);
  const migrator = new URL(adminUrl);
  migrator.username = 'guichet_migrator';
  migrator.password = encodeURIComponent(rolePasswords.guichet_migrator);
  migrator.pathname = `/${databaseName}`;
  await migrateQueue(migrator.href);
}

function refuse(error: unknown): never {
  throw migrationFailure(error);
}
