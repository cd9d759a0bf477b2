import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';

const folder = fileURLToPath(new URL('../../src/env/', import.meta.url));

/** Runs in a process of its own, since the point is how that process ends. */
function boot(env: Record<string, string>) {
  const bundle = buildSync({
    stdin: {
      contents: `import { loadEnv } from './load-env.ts'; import { intakeEnv } from './intake-env.ts';
        console.log('port', loadEnv(intakeEnv, process.env).INTAKE_PORT);`,
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const code = bundle.outputFiles[0]?.text ?? '';
  return spawnSync(process.execPath, ['--input-type=module', '-'], { env, input: code, encoding: 'utf8' });
}

describe('loadEnv', () => {
  test('prints every mistake without a stack and ends with 1', () => {
    const { status, stderr, stdout } = boot({ INTAKE_PORT: 'abc' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      '3 environment variables are wrong:',
      expect.stringMatching(/^ {2}- DATABASE_URL is missing/),
      expect.stringMatching(/^ {2}- INTAKE_PORT is "abc", which is not a port/),
      expect.stringMatching(/^ {2}- TOKEN_KEYS is missing/),
      'Every variable is explained in .env.example.',
      '',
    ]);
  });

  test('answers the environment when all is right', () => {
    const { stdout, status } = boot({ DATABASE_URL: 'postgres://a@b/c', TOKEN_KEYS: 'k'.repeat(32) });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'port 3000\n' });
  });
});
