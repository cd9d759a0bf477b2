import { appendFileSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ClusterPlace, freePort, initialiseCluster, startPostmaster } from '@guichet/shared/db/cluster/cluster';
import type { DataFolder } from '../data-folder/data-folder.ts';
import { endProcess } from '../data-folder/end-process.ts';
import { identify, isRunning, type ProcessIdentity } from '../data-folder/process-identity.ts';
import type { Secrets } from '../data-folder/secrets.ts';
import { OperatorError } from '../operator-error.ts';
import { bundledMajor, clusterPlace } from './place.ts';
import { runningPostmaster } from './postmaster-file.ts';
import { serverSettings } from './server-settings.ts';

export type EmbeddedPostgres = {
  port: number;
  adminUrl: string;
  /** Ends the server in order; resolves when it is gone. `force` does not wait for sessions. */
  stop(force?: boolean): Promise<void>;
};

type Options = {
  folder: DataFolder;
  secrets: Secrets;
  /** Told when the server dies by itself; it is started again on the same port. */
  onTrouble?: (sentence: string) => void;
};

/**
 * Starts the PostgreSQL of the data folder, created on the first call. A server that a killed parent left running is
 * ended first: sessions of dead processes end with it, and the next one has the settings and the log of this start.
 */
export async function startEmbeddedPostgres({ folder, secrets, onTrouble }: Options): Promise<EmbeddedPostgres> {
  refuseOtherVersion(folder);
  const place = clusterPlace(folder.postgres);
  if (!existsSync(folder.postgres)) await createCluster(place, folder, secrets);
  await endLeftover(folder.postgres);
  const port = await freePort();
  const log = openLog(join(folder.logs, 'postgres.log'));
  let server: ProcessIdentity;
  let stopping = false;

  const start = async (): Promise<void> => {
    const postmaster = await startPostmaster(place, port, serverSettings, log);
    server = identify(postmaster.pid) ?? { pid: postmaster.pid, started: '' };
    postmaster.process.once('exit', () => {
      if (!stopping) void startAgain();
    });
  };
  const startAgain = async (): Promise<void> => {
    onTrouble?.('PostgreSQL stopped by itself: starting it again.');
    for (let pause = 250; !stopping; pause = Math.min(pause * 2, 5000)) {
      await wait(pause);
      if (stopping) return;
      try {
        await start();
        onTrouble?.('PostgreSQL is back.');
        return;
      } catch (error) {
        onTrouble?.((error as Error).message);
      }
    }
  };

  try {
    await start();
  } catch (error) {
    throw new OperatorError(`${(error as Error).message} (its log is ${join(folder.logs, 'postgres.log')}).`);
  }
  return {
    port,
    adminUrl: `postgres://postgres:${secrets.databaseAdmin}@127.0.0.1:${port}/postgres`,
    async stop(force = false) {
      stopping = true;
      // SIGINT rolls open transactions back and writes a checkpoint; SIGQUIT leaves that to the next start.
      await endProcess(server, force ? 500 : 4000, force ? 'SIGQUIT' : 'SIGINT');
    },
  };
}

/** Throws when the cluster was made by another major version: its files cannot be read by this one. */
export function refuseOtherVersion(folder: DataFolder): void {
  if (!existsSync(folder.postgres)) return;
  const file = join(folder.postgres, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const wanted = bundledMajor();
  if (found === String(wanted)) return;
  throw new OperatorError(
    found === ''
      ? `The folder ${folder.postgres} holds no database of PostgreSQL: put it back from a backup, or choose another folder with DATA_DIR.`
      : `The data folder ${folder.path} was made by PostgreSQL ${found} and this is PostgreSQL ${wanted}: ` +
          'restore a backup into a new folder (docs/operations.md), or choose another folder with DATA_DIR.',
  );
}

/** Made beside and renamed when complete: a start that is killed half-way leaves nothing that looks finished. */
async function createCluster(place: ClusterPlace, folder: DataFolder, secrets: Secrets): Promise<void> {
  const draft = `${folder.postgres}.new`;
  rmSync(draft, { recursive: true, force: true });
  const nameOfFolder = place.nameOfFolder === place.folder ? draft : place.nameOfFolder;
  try {
    await initialiseCluster({ ...place, folder: draft, nameOfFolder }, secrets.databaseAdmin);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new OperatorError((error as Error).message);
  }
  renameSync(draft, folder.postgres);
}

/** Ends the server that a killed parent left running on the cluster in `folder`. */
export async function endLeftover(folder: string): Promise<void> {
  const left = runningPostmaster(realpathSync(folder));
  if (left && !(await endProcess(left, 5000, 'SIGINT'))) {
    throw new OperatorError(
      `PostgreSQL of an earlier start (process ${left.pid}) could not be ended: end it, then start again.`,
    );
  }
  // What is left of postmaster.pid names a process that is gone or not ours; the server would believe it.
  if (!left || !isRunning(left)) rmSync(join(folder, 'postmaster.pid'), { force: true });
}

const largestLog = 5_000_000;

function openLog(file: string): (line: string) => void {
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  return (line) => {
    try {
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not end the supervisor: it has to stop the rest in order.
    }
  };
}
