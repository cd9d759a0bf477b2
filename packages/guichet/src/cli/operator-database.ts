import { existsSync } from 'node:fs';
import type { Context } from '@guichet/shared/commands/context';
import { connectDatabase, type DatabaseConnection } from '@guichet/shared/db/client';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { refuseHalfRestored } from '../backup/half-restored.ts';
import { type DataFolder, openDataFolder } from '../data-folder/data-folder.ts';
import { endLeftovers } from '../data-folder/leftovers.ts';
import { runningState, takeRunFile } from '../data-folder/run-file.ts';
import { loadSecrets } from '../data-folder/secrets.ts';
import { OperatorError } from '../operator-error.ts';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { discardHalfLoaded, migrateEmbedded } from '../prepare-database.ts';
import { operatorContext } from './operator-context.ts';

type Options = {
  /** False leaves a stopped database as it is, and makes none: for a backup before an upgrade. */
  migrate?: boolean;
};

export type OperatorDatabase = { ctx: Context; url: string } & Omit<DatabaseConnection, 'close'>;

/**
 * Runs `work` on the installation's database, as the owner of its schema: the one of DATABASE_URL; or that of the
 * running product on DATA_DIR; or, when it is stopped, its PostgreSQL started and migrated for the time of the command.
 */
export async function withOperatorDatabase<T>(
  env: OperatorEnv,
  command: string,
  work: (database: OperatorDatabase) => Promise<T>,
  options: Options = {},
): Promise<T> {
  if (env.DATABASE_URL) return connected(env.DATABASE_URL, work);
  const folder = openDataFolder(env.DATA_DIR);
  const running = runningState(folder);
  if (running) {
    if (running.what !== 'product' || running.databasePort === undefined) {
      throw new OperatorError(
        `The data folder ${folder.path} is busy (${running.what === 'product' ? 'the product is starting' : running.what}): try again in a moment.`,
      );
    }
    return connected(migratorUrl(folder, running.databasePort), work);
  }
  return onStoppedProduct(folder, command, work, options);
}

async function onStoppedProduct<T>(
  folder: DataFolder,
  command: string,
  work: (database: OperatorDatabase) => Promise<T>,
  { migrate = true }: Options,
): Promise<T> {
  if (!migrate && !existsSync(folder.postgres)) {
    throw new OperatorError(`The data folder ${folder.path} holds no database: choose the right one with DATA_DIR.`);
  }
  refuseHalfRestored(folder);
  const run = takeRunFile(folder, `the command ${command}`);
  try {
    await endLeftovers(run.leftovers, (text) => process.stderr.write(`${text}\n`));
    const secrets = loadSecrets(folder);
    const server = await startEmbeddedPostgres({ folder, secrets });
    const stopOnSignal = (): void => {
      // The command's transaction is rolled back: what it had begun is undone.
      void server.stop(true).finally(() => {
        run.release();
        process.exit(130);
      });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopOnSignal);
    try {
      const url = migratorUrl(folder, server.port);
      if (migrate) {
        await discardHalfLoaded(folder, server.adminUrl);
        await migrateEmbedded({ adminUrl: server.adminUrl, migratorUrl: url, secrets });
      }
      return await connected(url, work);
    } finally {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stopOnSignal);
      await server.stop();
    }
  } finally {
    run.release();
  }
}

async function connected<T>(url: string, work: (database: OperatorDatabase) => Promise<T>): Promise<T> {
  const { db, sql, close } = connectDatabase(url, { max: 4, applicationName: 'guichet-cli' });
  try {
    return await work({ ctx: operatorContext(db), url, db, sql });
  } finally {
    await close();
  }
}

function migratorUrl(folder: DataFolder, port: number): string {
  return `postgres://guichet_migrator:${loadSecrets(folder).databaseRoles.guichet_migrator}@127.0.0.1:${port}/guichet`;
}
