import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('the benchmark loads all of its parts, and names them when asked for one that is none', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/bench.mjs', '--only', 'nothing'], {
    cwd: root,
    env: { ...process.env, SKIP_BUILD: '1', NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^There is no part "nothing"\. The parts are submissions, .*mailing/);
  expect(status).toBe(2);
});
