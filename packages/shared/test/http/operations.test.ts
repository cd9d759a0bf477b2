import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { listen, StartupError } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { loadClientAssets } from '../../src/http/static-assets.ts';
import { appUnderTest } from './app-under-test.ts';

const fine = () => Promise.resolve({ version: 18 });
const broken = () => Promise.reject(new Error('password authentication failed for user "guichet"'));

describe('health', () => {
  test.each([
    ['all is well', { database: fine, queue: fine, worker: fine }, 200, 'ready'],
    [
      'a dead worker and queue do not take the app down',
      { database: fine, queue: broken, worker: broken },
      200,
      'ready',
    ],
    ['without the database nothing works', { database: broken, queue: fine, worker: fine }, 503, 'unready'],
  ])('%s', async (_what, health, status, word) => {
    const { app } = appUnderTest({ health });
    await request(app).get('/healthz').expect(200, { status: 'alive' });
    const answer = await request(app).get('/readyz').expect(status);
    expect(answer.body.status).toBe(word);
    expect(answer.body.worker.ok).toBe(health.worker === fine);
    expect(answer.text).not.toContain('password');
  });

  test('a database that never answers is a no within seconds, and is asked once', async () => {
    let asked = 0;
    const database = () => {
      asked += 1;
      return new Promise<undefined>(() => {});
    };
    const { app } = appUnderTest({ health: { database } });
    const answers = await Promise.all([1, 2, 3].map(() => request(app).get('/readyz')));
    expect(answers.map((answer) => answer.status)).toEqual([503, 503, 503]);
    expect(asked).toBe(1);
  });
});

describe('metrics', () => {
  const withMetrics = (trustProxy = 0) =>
    appUnderTest({
      metrics: createMetrics({ name: 'test' }),
      trustProxy,
      routes: (app) => void app.get('/po/:id', (_req, res) => void res.send('ok')),
    }).app;

  test('count requests by route pattern', async () => {
    const app = withMetrics();
    await request(app).get('/po/12').expect(200);
    const { text } = await request(app).get('/metrics').expect(200);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{app="test",method="GET",route="\/po\/:id",status="200"\} 1/,
    );
    expect(text).toContain('process_resident_memory_bytes');
  });

  test('are for neighbours only', async () => {
    await request(withMetrics(1)).get('/metrics').set('X-Forwarded-For', '203.0.113.9').expect(403);
    await request(withMetrics(1)).get('/metrics').set('X-Forwarded-For', '10.0.0.9').expect(200);
    await request(withMetrics(0)).get('/metrics').set('X-Forwarded-For', '10.0.0.9').expect(403);
  });
});

describe('listen', () => {
  test('a taken port is one sentence with the variable to change', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as AddressInfo;
    const attempt = listen(() => {}, { host: '127.0.0.1', port, variable: 'INTAKE_PORT' });
    await expect(attempt).rejects.toThrow(StartupError);
    await expect(attempt).rejects.toThrow(
      `Port ${port} is taken: stop what uses it, or set INTAKE_PORT to another port.`,
    );
    await new Promise((resolve) => blocker.close(resolve));
  });

  test('closing lets the answer under way end and cuts who lingers', async () => {
    const running = await listen((_req, res) => void setTimeout(() => res.end('done'), 150), {
      host: '127.0.0.1',
      port: 0,
      variable: 'INTAKE_PORT',
    });
    const answer = fetch(`http://127.0.0.1:${running.port}/`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
    // Who waited for the last cut would wait longer than this test may.
    const [text] = await Promise.all([answer, running.close(600_000)]);
    expect(text).toBe('done');

    const stuck = await listen(() => {}, { host: '127.0.0.1', port: 0, variable: 'INTAKE_PORT' });
    const never = fetch(`http://127.0.0.1:${stuck.port}/`).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await stuck.close(200);
    expect(await never).toBe('cut');
  });
});

describe('client files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  mkdirSync(join(folder, '.vite'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'console.log("é");'.repeat(50));
  writeFileSync(join(folder, 'assets', 'font-latin-wght-normal-x1.woff2'), 'font');
  const manifest = {
    'src/main.ts': {
      file: 'assets/main-abc123.js',
      isEntry: true,
      imports: ['_shared.js'],
      css: ['assets/main-1.css'],
    },
    '_shared.js': {
      file: 'assets/shared-1.js',
      css: ['assets/base-1.css'],
      assets: ['assets/font-latin-wght-normal-x1.woff2', 'assets/font-latin-ext-wght-normal-x2.woff2'],
    },
  };
  writeFileSync(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest));

  test('the head names what the entry and its imports need', () => {
    const assets = loadClientAssets(folder);
    expect(assets).toMatchObject({
      scripts: ['/assets/main-abc123.js'],
      styles: ['/assets/base-1.css', '/assets/main-1.css'],
      fonts: ['/assets/font-latin-wght-normal-x1.woff2'],
    });
    expect(() => assets.entry('src/other.ts')).toThrow('has no entry src/other.ts');
    expect(() => loadClientAssets(join(folder, 'nowhere'))).toThrow('Run: pnpm build');
  });

  test('hashed files are kept for ever and come compressed', async () => {
    const { app } = appUnderTest({ assets: loadClientAssets(folder) });
    const script = await request(app).get('/assets/main-abc123.js').set('Accept-Encoding', 'br').expect(200);
    expect(script.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      vary: expect.stringContaining('Accept-Encoding'),
    });
    const plain = await request(app).get('/assets/main-abc123.js').set('Accept-Encoding', 'identity').expect(200);
    expect(plain.text).toContain('console.log("é");');
    const font = await request(app).get('/assets/font-latin-wght-normal-x1.woff2').expect(200);
    expect(font.headers['cache-control']).toContain('immutable');
    await request(app).get('/assets/other.js').expect(404);
    await request(app).get('/.vite/manifest.json').expect(404);
    await request(app).get('/assets/..%2f.vite/manifest.json').expect(404);
  });
});
