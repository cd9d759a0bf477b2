import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { ConflictError, GuichetError, InvalidInputError } from '../../src/errors/errors.ts';
import { withoutReferrer } from '../../src/http/security-headers.ts';
import { appUnderTest } from './app-under-test.ts';

const canary = 'Canarival';

const routes = (app: Express) => {
  app.get('/ok', (_req, res) => void res.send('ok'));
  app.get('/suivi/:token', withoutReferrer, (_req, res) => void res.send('ok'));
  app.get('/conflict', () => {
    throw new ConflictError('request 7 is not at version 2');
  });
  app.get('/invalid', () => {
    throw new InvalidInputError('x', [{ path: 'a', message: 'Écrivez un nom.' }], { details: { version: 3 } });
  });
  app.get('/limited', () => {
    throw new GuichetError('too-many-requests', 'x', { details: { retryAfterSeconds: 61.2 } });
  });
  app.get('/crash', async () => {
    await Promise.resolve();
    throw new TypeError('cannot read x of undefined');
  });
  app.get('/database', () => {
    const cause = Object.assign(new Error(`duplicate key (name)=(${canary})`), { code: '23505', severity: 'ERROR' });
    throw Object.assign(new Error(`Failed query: insert params: ${canary}`, { cause }), {
      query: 'insert into person values ($1)',
      params: [canary],
    });
  });
  app.get('/away', () => {
    throw new Error('Failed query', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
  });
  app.get('/half', (_req, res) => {
    res.write('half');
    throw new Error('too late');
  });
};

describe('security headers', () => {
  test('every answer carries them, errors too', async () => {
    const { app } = appUnderTest({ routes });
    for (const path of ['/ok', '/conflict', '/nowhere']) {
      const { headers } = await request(app).get(path);
      const policy = String(headers['content-security-policy']).split(';');
      expect(policy).toEqual(
        expect.arrayContaining([
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "form-action 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
        ]),
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-request-id': expect.stringMatching(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/),
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('etag');
    }
  });

  test('https turns HSTS on; a page with a token in its address tells no referrer', async () => {
    const { app } = appUnderTest({ routes, publicUrl: 'https://po.example' });
    const { headers } = await request(app).get('/suivi/abc');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const plain = appUnderTest({ routes, publicUrl: 'http://guichet.lan' });
    expect((await request(plain.app).get('/suivi/abc')).headers['referrer-policy']).toBe('same-origin');
  });

  test('a nonce for styles is there only when asked for, and new each time', async () => {
    const { app } = appUnderTest({ routes, styleNonce: true });
    const nonces = [];
    for (const path of ['/ok', '/ok']) {
      const { headers } = await request(app).get(path);
      nonces.push(/style-src 'self' 'nonce-([^']{24})'/.exec(String(headers['content-security-policy']))?.[1]);
    }
    expect(new Set(nonces).size).toBe(2);
    expect(nonces).not.toContain(undefined);
  });
});

describe('errors', () => {
  const get = (path: string, accept: string, app = appUnderTest({ routes }).app) =>
    request(app).get(path).set('Accept', accept);

  test('people get a page in French with the id of the request and no stack', async () => {
    for (const [path, status, words] of [
      ['/conflict', 409, 'Changé entre-temps'],
      ['/nowhere', 404, 'Page introuvable'],
      ['/crash', 500, 'Une erreur est survenue'],
      ['/away', 503, 'Service indisponible'],
    ] as const) {
      const answer = await get(path, 'text/html,application/xhtml+xml,*/*;q=0.8').expect(status);
      expect(answer.type).toBe('text/html');
      expect(answer.text).toContain('<html lang="fr-BE">');
      expect(answer.text).toContain(words);
      expect(answer.text).toContain(answer.headers['x-request-id']);
      expect(answer.text).not.toMatch(/undefined|\.ts:|at async|version 2/);
    }
  });

  test('programs get RFC 9457', async () => {
    const answer = await get('/invalid', 'application/json').expect(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:guichet-po:problem:invalid-input',
      title: 'À corriger',
      status: 422,
      detail: 'Certaines réponses sont à corriger.',
      code: 'invalid-input',
      requestId: answer.headers['x-request-id'],
      version: 3,
      errors: [{ path: 'a', message: 'Écrivez un nom.' }],
    });
    await get('/api/nowhere', '*/*')
      .expect(404)
      .expect('Content-Type', /problem\+json/);
    // A file of the API that is opened by its link is a page to whoever reads it.
    await get('/api/nowhere', 'text/html,*/*')
      .set('Sec-Fetch-Mode', 'navigate')
      .expect(404)
      .expect('Content-Type', /text\/html/);
    await get('/nowhere', 'application/problem+json').expect('Content-Type', /problem\+json/);
  });

  test('a limit and an absent server say when to come back', async () => {
    await get('/limited', 'text/html').expect(429).expect('Retry-After', '62');
    await get('/away', 'text/html').expect(503).expect('Retry-After', '10');
  });

  test('an error after the first byte cuts the connection', async () => {
    await expect(get('/half', 'text/html')).rejects.toThrow();
  });
});

describe('logs', () => {
  test('each request is one line with its route, never its address', async () => {
    const { app, lines, raw } = appUnderTest({ routes });
    await request(app).get(`/suivi/${canary}-token?q=${canary}`).set('Cookie', `s=${canary}`).expect(200);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        app: 'test',
        method: 'GET',
        route: '/suivi/:token',
        status: 200,
        msg: 'answered',
        requestId: expect.any(String),
        ms: expect.any(Number),
      }),
    ]);
    expect(raw()).not.toContain(canary);
  });

  test('only what nobody expected is an error', async () => {
    const { app, lines } = appUnderTest({ routes });
    const levelsOf = async (path: string) => {
      lines.length = 0;
      await request(app).get(path);
      return lines.map((line) => line.level);
    };
    expect(await levelsOf('/conflict')).toEqual(['debug', 'info']);
    expect(await levelsOf('/nowhere')).toEqual(['debug', 'info']);
    expect(await levelsOf('/away')).toEqual(['warn', 'info']);
    expect(await levelsOf('/crash')).toEqual(['error', 'info']);
  });

  test('an error of the database is logged without the values that it quotes', async () => {
    const { app, lines, raw } = appUnderTest({ routes });
    await request(app).get('/database').expect(500);
    expect(lines[0]).toMatchObject({
      level: 'error',
      err: { query: 'insert into person values ($1)', cause: { code: '23505' } },
    });
    expect(raw()).not.toContain(canary);
  });
});
