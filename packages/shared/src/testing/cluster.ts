import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgresBinaries } from '../db/cluster/binaries.ts';
import { freePort, initialiseCluster, type Postmaster, startPostmaster } from '../db/cluster/cluster.ts';
import { postgresUser } from '../db/cluster/postgres-user.ts';

const PREFIX = 'guichet-test-';
const PASSWORD = 'test';

export type TestCluster = { adminUrl: string; stop(): Promise<void> };

/** Starts a throw-away PostgreSQL in the temporary folder, without durability: for tests only. */
export async function startTestCluster(settings: Record<string, string | number> = {}): Promise<TestCluster> {
  removeLeftovers();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(home, 0o755);
  writeFileSync(join(home, 'owner'), `${process.pid} ${startTime(process.pid)}`);
  const folder = join(home, 'data');
  const place = {
    binaries: findPostgresBinaries(import.meta.url),
    folder,
    nameOfFolder: folder,
    runAs: postgresUser(),
  };
  try {
    await initialiseCluster(place, PASSWORD);
    const port = await freePort();
    const postmaster = await startPostmaster(place, port, {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: 0,
      max_connections: 200,
      shared_buffers: '64MB',
      max_wal_size: '256MB',
      autovacuum: 'off',
      jit: 'off',
      ...settings,
    });
    return {
      adminUrl: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
      async stop() {
        await stopNow(postmaster);
        rmSync(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

function stopNow({ process: server }: Postmaster): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    // SIGQUIT: nothing of it has to be kept.
    server.kill('SIGQUIT');
  });
}

/** A test run that was killed leaves its server and folder: the next run clears those whose owner is gone. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const home = join(tmpdir(), name);
    try {
      const [pid, started] = readFileSync(join(home, 'owner'), 'utf8').split(' ');
      if (startTime(Number(pid)) === started) continue;
      const pidFile = join(home, 'data', 'postmaster.pid');
      if (existsSync(pidFile)) {
        const server = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
        if (readFileSync(`/proc/${server}/cmdline`, 'utf8').includes(home)) process.kill(server, 'SIGQUIT');
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Being made, or not ours: leave it.
    }
  }
}

/** When a process began, in the kernel's ticks: with the pid it names a process for good, as pids are used again. */
function startTime(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
