import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDataFolder } from '../../src/data-folder/data-folder.ts';
import { endLeftovers } from '../../src/data-folder/leftovers.ts';
import { identify, isRunning } from '../../src/data-folder/process-identity.ts';
import { takeRunFile } from '../../src/data-folder/run-file.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'guichet-run-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const write = (owner: { pid: number; started: string }, children: object[] = []) =>
  writeFileSync(
    join(path, 'run.json'),
    JSON.stringify({ owner, since: '2026-11-24T08:00:00.000Z', what: 'product', children }),
  );

test('a folder whose owner lives is in use, and the sentence names the process', () => {
  const owner = identify(process.ppid);
  if (!owner) throw new Error('no parent');
  write(owner);
  expect(() => takeRunFile(openDataFolder(path), 'a test')).toThrow(
    `is in use by a running Guichet PO (process ${owner.pid}, since 2026-11-24T08:00:00.000Z)`,
  );
});

test('a pid that was used again for another process does not keep the folder', () => {
  write({ pid: process.ppid, started: '1' });
  const run = takeRunFile(openDataFolder(path), 'a test');
  expect(run.leftovers?.owner.started).toBe('1');
  expect(JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')).owner.pid).toBe(process.pid);
  run.release();
  expect(() => readFileSync(join(path, 'run.json'))).toThrow('ENOENT');
});

test('what a killed owner left running is ended, and only that', async () => {
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const leftIdentity = identify(left.pid ?? 0);
  const otherIdentity = identify(other.pid ?? 0);
  if (!leftIdentity || !otherIdentity) throw new Error('not started');
  write({ pid: process.ppid, started: '1' }, [
    { ...leftIdentity, name: 'worker' },
    { pid: otherIdentity.pid, started: '1', name: 'extranet' },
  ]);
  const said: string[] = [];
  await endLeftovers(takeRunFile(openDataFolder(path), 'a test').leftovers, (text) => said.push(text));
  expect(isRunning(leftIdentity)).toBe(false);
  expect(isRunning(otherIdentity)).toBe(true);
  expect(said).toEqual(['An earlier start was killed: ending what it left (worker).']);
  other.kill('SIGKILL');
});

test('a damaged run file does not keep the product from starting', () => {
  writeFileSync(join(path, 'run.json'), '{ "owner": ');
  expect(takeRunFile(openDataFolder(path), 'a test').leftovers).toBeUndefined();
});

test('a file in the way of the data folder is told in one sentence', () => {
  const file = join(path, 'file');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow(
    /cannot be made \(a file stands in its way\): choose another with DATA_DIR/,
  );
});
