import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';

const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

/** A process of its own, since the point is how it ends. Its second answer takes 300 ms. */
const program = buildSync({
  stdin: {
    contents: `
      import { createServer } from 'node:http';
      import { createLogger } from './src/http/logging.ts';
      import { runUntilStopped } from './src/http/lifecycle.ts';
      import { listen } from './src/http/listen.ts';
      await runUntilStopped(createLogger('test'), async () => {
        const running = await listen((req, res) => {
          if (req.url === '/crash') setTimeout(() => { throw new Error('crash'); });
          else setTimeout(() => res.end('done'), 300);
        }, { host: '127.0.0.1', port: Number(process.env.PORT), variable: 'TEST_PORT' });
        console.log('port', running.port);
        return running;
      });`,
    resolveDir: packageFolder,
    loader: 'ts',
  },
  bundle: true,
  write: false,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
}).outputFiles[0]?.text;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(port = 0) {
  const env = { PATH: process.env.PATH ?? '', PORT: String(port) };
  const child = spawn(process.execPath, ['--input-type=module', '-'], { cwd: packageFolder, env });
  children.push(child);
  let output = '';
  const listening = new Promise<number>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /port (\d+)\n/.exec(output);
      if (found) resolve(Number(found[1]));
    });
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = once(child, 'exit').then(([code]) => code as number);
  child.stdin.end(program);
  return { child, listening, ended, output: () => output, complaint: () => complaint };
}

describe('a process', () => {
  test('ends what is under way when it is told to stop, then ends with 0', async () => {
    const { child, listening, ended } = await start();
    const answer = fetch(`http://127.0.0.1:${await listening}/`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGTERM');
    expect(await answer).toBe('done');
    expect(await ended).toBe(0);
  });

  test('a crash is logged and ends it with 1', async () => {
    const { listening, ended, output } = await start();
    await fetch(`http://127.0.0.1:${await listening}/crash`).catch(() => {});
    expect(await ended).toBe(1);
    expect(output()).toContain('"level":"fatal"');
  });

  test('that cannot start says so in one sentence', async () => {
    const first = await start();
    const port = await first.listening;
    const second = await start(port);
    expect(await second.ended).toBe(1);
    expect(second.complaint()).toBe(`Port ${port} is taken: stop what uses it, or set TEST_PORT to another port.\n`);
  });
});
