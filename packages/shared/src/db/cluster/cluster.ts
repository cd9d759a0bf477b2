import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.ts';
import type { RunAs } from './postgres-user.ts';

const run = promisify(execFile);

export type ClusterPlace = {
  binaries: PostgresBinaries;
  /** Working folder of the programs: the data folder itself. */
  folder: string;
  /** How the programs name the data folder: `folder`, or `/proc/self/cwd` where they may not traverse its parents. */
  nameOfFolder: string;
  runAs: RunAs;
};

/** Creates the data folder's cluster, in the same locale on every machine. `password` is the superuser's. */
export async function initialiseCluster(place: ClusterPlace, password: string, user = 'postgres'): Promise<void> {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${place.folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.runAs) {
    chownSync(place.folder, place.runAs.uid, place.runAs.gid);
    chownSync(passwordFile, place.runAs.uid, place.runAs.gid);
  }
  try {
    await run(
      place.binaries.initdb,
      [
        `--pgdata=${place.nameOfFolder}`,
        `--username=${user}`,
        // Beside the folder, and named from inside it: the folders above may be closed to the server's user.
        `--pwfile=${join('..', basename(passwordFile))}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C.UTF-8',
        '--no-sync',
      ],
      { cwd: place.folder, env: environment(), ...place.runAs },
    );
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? '';
    throw new Error(`PostgreSQL could not create its data folder ${place.folder}: ${lastLine(said) ?? String(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export type Postmaster = { process: ChildProcess; pid: number };

/** Starts the server of an initialised cluster on 127.0.0.1 and resolves once it accepts connections. */
export function startPostmaster(
  place: ClusterPlace,
  port: number,
  settings: Record<string, string | number>,
  onLog: (line: string) => void = () => {},
): Promise<Postmaster> {
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return new Promise((resolve, reject) => {
    const server = spawn(place.binaries.postgres, ['-D', place.nameOfFolder, '-p', String(port), ...flags], {
      cwd: place.folder,
      env: environment(),
      // Its own group: a Ctrl-C in the terminal must reach the applications first and the database last.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...place.runAs,
    });
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') onLog(line);
      said = (said + text).slice(-4000);
      if (said.includes('database system is ready to accept connections') && server.pid) {
        resolve({ process: server, pid: server.pid });
      }
    });
    server.once('error', (error) => reject(new Error(`PostgreSQL could not be started: ${error.message}`)));
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${lastLine(said) ?? 'it said nothing'}`)));
  });
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Nothing of ours reaches the server's environment but what it needs: PGDATA and friends would change what it does. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_MESSAGES: 'C', LC_ALL: 'C' };
}

function lastLine(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /FATAL|ERROR|error:/.test(line)) ?? lines.at(-1);
}
