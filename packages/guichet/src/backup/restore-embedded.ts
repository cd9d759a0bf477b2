import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareCluster } from '@guichet/shared/db/migrate';
import postgres from 'postgres';
import type { DataFolder } from '../data-folder/data-folder.ts';
import { endLeftovers } from '../data-folder/leftovers.ts';
import { takeRunFile } from '../data-folder/run-file.ts';
import { drawSecrets, loadSecrets, type Secrets, saveSecrets } from '../data-folder/secrets.ts';
import { OperatorError } from '../operator-error.ts';
import { endLeftover, startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { restoringFolder } from './half-restored.ts';
import { type Restored, type RestoreOrder, restoreInto } from './restore-into.ts';

export type EmbeddedRestore = Restored & {
  /** Where what stood there before was put: a whole data folder; null when nothing did. */
  putAside: string | null;
};

/**
 * Restores into the data folder. The database is made beside, under another name, and takes its place when everything
 * holds: until then what was there is untouched, and a restore that is killed leaves a folder that no start takes for a
 * database. What stood there is moved into a folder of its own, never deleted.
 */
export async function restoreEmbedded(
  folder: DataFolder,
  order: RestoreOrder & { force: boolean; now: Date },
): Promise<EmbeddedRestore> {
  const run = takeRunFile(folder, 'the command restore');
  try {
    await endLeftovers(run.leftovers, (text) => process.stderr.write(`${text}\n`));
    const filled = existsSync(folder.postgres);
    if (filled && !order.force) {
      throw new OperatorError(
        `The data folder ${folder.path} holds a database already. Restore into an empty folder (DATA_DIR), or give --force: ` +
          'what is there is then moved aside, not deleted. Nothing was changed.',
      );
    }
    const before = existsSync(folder.secrets) ? loadSecrets(folder) : null;
    const secrets = secretsAfter(before, order.header);
    const beside = { ...folder, postgres: restoringFolder(folder) };
    // What a killed restore left: its server, then its folder.
    if (existsSync(beside.postgres)) await endLeftover(beside.postgres);
    rmSync(beside.postgres, { recursive: true, force: true });
    let restored: Restored;
    try {
      restored = await restoreBeside(beside, secrets, order);
    } catch (error) {
      // What failed in order leaves nothing behind; what is killed leaves the folder that says so.
      rmSync(beside.postgres, { recursive: true, force: true });
      throw error;
    }
    const putAside = filled ? moveAside(folder, before, order.now) : null;
    saveSecrets(folder, secrets);
    renameSync(beside.postgres, folder.postgres);
    return { ...restored, putAside };
  } finally {
    run.release();
  }
}

async function restoreBeside(folder: DataFolder, secrets: Secrets, order: RestoreOrder): Promise<Restored> {
  const server = await startEmbeddedPostgres({ folder, secrets });
  const stopOnSignal = (): void => {
    void server.stop(true).finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopOnSignal);
  try {
    const url = await prepareCluster(server.adminUrl, {
      databaseName: 'guichet',
      rolePasswords: secrets.databaseRoles,
    });
    const restored = await restoreInto(url, order);
    // All on disk now, or the stop would have to wait for it, longer than it waits.
    const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
    await admin`checkpoint`.finally(() => admin.end());
    return restored;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stopOnSignal);
    await server.stop();
  }
}

/** Passwords of the database as they are in this folder; keys as they were with the data. */
function secretsAfter(before: Secrets | null, { keys }: RestoreOrder['header']): Secrets {
  const secrets = before ?? drawSecrets();
  return keys ? { ...secrets, ...keys } : secrets;
}

/** Moves database and secrets into a folder that is a data folder itself. */
function moveAside(folder: DataFolder, secrets: Secrets | null, now: Date): string {
  const name = `before-restore-${now.toISOString().slice(0, 19).replaceAll(':', '')}`;
  const aside = join(folder.path, name);
  mkdirSync(aside, { mode: 0o711 });
  if (secrets) writeFileSync(join(aside, 'secrets.json'), JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(folder.postgres, join(aside, 'postgres'));
  return aside;
}
