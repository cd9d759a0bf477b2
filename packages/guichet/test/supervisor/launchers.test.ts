import { expect, test } from '@jest/globals';
import { isPackageManager, launchers } from '../../src/supervisor/launchers.ts';

test.each([
  'npm exec pnpm@12 start',
  'node /usr/bin/npx pnpm@12 start',
  '/usr/bin/node /usr/lib/node_modules/npm/bin/npx-cli.js pnpm start',
  'pnpm start',
  '/home/anne/.local/share/pnpm/pnpm start',
])('%s launches us', (command) => {
  expect(isPackageManager(command)).toBe(true);
});

test.each([
  'bash -c npx pnpm@12 start > log',
  'timeout 60 npx pnpm start',
  'node scripts/start.mjs',
  'sh -c node scripts/start.mjs',
  '/usr/bin/python3 run.py npx',
  'vim notes-on-npm.txt',
])('%s is somebody else', (command) => {
  expect(isPackageManager(command)).toBe(false);
});

test('a process that nobody knows has no launchers', () => {
  expect(launchers(999_999_999)).toEqual([]);
});
