import { expect, test } from '@jest/globals';
import { isServerOf } from '../../src/postgres/postmaster-file.ts';

const folder = '/srv/guichet/.data/postgres';
const command = (named: string, port: number) => `/srv/guichet/bin/postgres -D ${named} -p ${port} -c jit=off`;

test('the working folder decides where the system tells it', () => {
  const facts = { workingFolder: folder, commandLine: '' };
  expect(isServerOf(folder, '5433', facts)).toBe(true);
  expect(isServerOf(folder, '5433', { ...facts, workingFolder: '/srv/other/.data/postgres' })).toBe(false);
});

test('otherwise the command line must name both the folder and the port', () => {
  const facts = (commandLine: string) => ({ workingFolder: undefined, commandLine });
  expect(isServerOf(folder, '5433', facts(command(folder, 5433)))).toBe(true);
  expect(isServerOf(folder, '5433', facts(command('/proc/self/cwd', 5433)))).toBe(true);
  expect(isServerOf(folder, '5433', facts(command(folder, 5434)))).toBe(false);
  expect(isServerOf(folder, '5433', facts(command('/srv/other', 5433)))).toBe(false);
  expect(isServerOf(folder, '5433', facts('vim postgres -D'))).toBe(false);
  expect(isServerOf(folder, '5433', facts(''))).toBe(true);
});
