import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gone } from '../src/data-folder/end-process.ts';
import { isRunning, type ProcessIdentity } from '../src/data-folder/process-identity.ts';
import type { RunState } from '../src/data-folder/run-file.ts';
import { runningPostmaster } from '../src/postgres/postmaster-file.ts';

const program = fileURLToPath(new URL('../dist/start.js', import.meta.url));

let path: string;
let ports: Record<string, string>;
const started: ChildProcess[] = [];

beforeAll(async () => {
  path = mkdtempSync(join(tmpdir(), 'guichet-start-'));
  chmodSync(path, 0o755);
  const names = ['INTAKE_PORT', 'BACKOFFICE_PORT', 'EXTRANET_PORT', 'WORKER_PORT', 'MAIL_WEB_PORT', 'MAIL_SMTP_PORT'];
  ports = {};
  for (const name of names) ports[name] = String(await freePort());
});
afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  const server = runningPostmaster(join(path, 'postgres'));
  if (server) process.kill(server.pid, 'SIGQUIT');
  if (server) await gone(server, 3000);
  rmSync(path, { recursive: true, force: true });
});

type Product = { process: ChildProcess; said: () => string; ended: Promise<number | null> };

function start(): Product {
  let said = '';
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...ports, DATA_DIR: path, NODE_OPTIONS: '' },
  });
  started.push(child);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { process: child, said: () => said, ended };
}

async function ready(product: Product, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!product.said().endsWith('Guichet PO is ready\n')) {
    if (Date.now() > deadline || product.process.exitCode !== null) throw new Error(`not ready:\n${product.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Everything that runs for the product now: supervisor, processes, database. */
function everything(): ProcessIdentity[] {
  const { owner, children } = JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')) as RunState;
  const server = runningPostmaster(join(path, 'postgres'));
  return [owner, ...children, ...(server ? [server] : [])];
}

describe('the one-command start', () => {
  let product: Product;

  test('brings up every address, and the catcher beside them', async () => {
    product = start();
    await ready(product, 120_000);
    for (const port of ['INTAKE_PORT', 'BACKOFFICE_PORT', 'EXTRANET_PORT', 'WORKER_PORT']) {
      const answer = await fetch(`http://127.0.0.1:${ports[port]}/readyz`);
      expect([port, answer.status]).toEqual([port, 200]);
    }
    const mails: unknown = await (await fetch(`http://localhost:${ports.MAIL_WEB_PORT}/api/messages`)).json();
    expect(Array.isArray(mails)).toBe(true);
    expect(everything()).toHaveLength(6);
  }, 150_000);

  test('refuses a second one on the same folder', async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(
      /^The data folder .* is in use by a running Guichet PO \(process \d+, since .*\)[^\n]*\n$/,
    );
  }, 30_000);

  test('killed, leaves nothing that the next start does not take over', async () => {
    const before = everything();
    product.process.kill('SIGKILL');
    await product.ended;
    product = start();
    await ready(product, 90_000);
    expect(before.filter(isRunning)).toEqual([]);
    expect(everything()).toHaveLength(6);
  }, 120_000);

  test('stops all of it within ten seconds when asked', async () => {
    const all = everything();
    const asked = Date.now();
    product.process.kill('SIGINT');
    expect(await product.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(all.filter(isRunning)).toEqual([]);
    expect(product.said()).toMatch(/Stopping \(SIGINT\)\.\.\.\nStopped\.\n$/);
  }, 60_000);

  test('can be stopped while it is still starting', async () => {
    const hasty = start();
    while (!hasty.said().includes('Starting the applications')) await new Promise((resolve) => setTimeout(resolve, 10));
    const all = everything();
    hasty.process.kill('SIGINT');
    expect(await hasty.ended).toBe(0);
    expect(all.filter(isRunning)).toEqual([]);
  }, 60_000);
});
