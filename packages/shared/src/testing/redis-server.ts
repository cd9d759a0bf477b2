import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../db/cluster/cluster.ts';
import { findProgram } from './find-program.ts';

export const redisProgram = findProgram([process.env.REDIS_SERVER_PATH, 'redis-server', '/usr/bin/redis-server']);

export type TestRedis = { url: string; port: number; pid: number; close(): Promise<void> };

/** Starts a private redis-server, without persistence, on a free port or on the one that another has left. */
export async function startTestRedis(extra: string[] = [], reuse?: number): Promise<TestRedis> {
  if (!redisProgram) throw new Error('redis-server is not on this machine: use describeWithRedis()');
  const folder = mkdtempSync(join(tmpdir(), 'guichet-redis-'));
  const port = reuse ?? (await freePort());
  const server = spawn(
    redisProgram,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--maxmemory-policy',
      'noeviction',
      ...extra,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = (): void => {
    server.kill('SIGKILL');
  };
  process.once('exit', kill);
  await new Promise<void>((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (/ready to accept connections/i.test(text)) resolve();
    });
    server.once('exit', () => reject(new Error('redis-server did not start')));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: server.pid as number,
    async close() {
      process.off('exit', kill);
      if (server.exitCode === null && server.signalCode === null) {
        const gone = new Promise((resolve) => server.once('exit', resolve));
        kill();
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
