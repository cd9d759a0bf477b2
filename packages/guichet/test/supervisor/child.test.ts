import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isRunning } from '../../src/data-folder/process-identity.ts';
import { gone } from '../../src/data-folder/end-process.ts';
import { type ProcessSpec, supervise } from '../../src/supervisor/child.ts';
import { openOutput } from '../../src/supervisor/output.ts';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-child-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const output = () => openOutput(folder, (text) => said.push(text.trim()));

async function spec(program: string): Promise<ProcessSpec> {
  const entry = join(folder, 'main.mjs');
  writeFileSync(entry, program);
  const port = await freePort();
  return {
    name: 'extranet',
    entry,
    nodeFlags: [],
    env: { PORT: String(port), FOLDER: folder },
    readyUrl: `http://127.0.0.1:${port}/readyz`,
  };
}

const serves = `
  import { createServer } from 'node:http';
  createServer((_, res) => res.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
  console.log('listening');
`;

const until = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; !holds() && turn < 400; turn += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(holds()).toBe(true);
};

test('a process that is killed comes back, and says so', async () => {
  const child = supervise(await spec(serves), output(), () => {});
  await child.ready();
  const first = child.identity();
  process.kill(first?.pid ?? 0, 'SIGKILL');
  await until(() => said.includes('extranet is back.'));
  expect(child.identity()?.pid).not.toBe(first?.pid);
  expect(said).toContain('extranet ended by itself (SIGKILL): starting it again in 0.25 s.');
  const last = child.identity();
  await child.stop(2000);
  expect(last && isRunning(last)).toBe(false);
  expect(readFileSync(join(folder, 'extranet.log'), 'utf8')).toContain('listening');
});

test('a process that never starts is given up after three tries, with a sentence', async () => {
  const child = supervise(await spec(`console.log('the port is wrong'); process.exit(3)`), output(), () => {});
  await expect(child.ready()).rejects.toThrow('extranet does not start (code 3)');
  expect(said.filter((line) => line.includes('the port is wrong'))).toHaveLength(3);
});

test('a process that ignores the request to stop is killed when the patience is over', async () => {
  const child = supervise(await spec(`${serves} process.on('SIGTERM', () => {});`), output(), () => {});
  await child.ready();
  const identity = child.identity();
  await child.stop(200);
  expect(identity && (await gone(identity, 0))).toBe(true);
});
