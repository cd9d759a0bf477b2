import { createHmac } from 'node:crypto';
import { connectDatabase, type DatabaseConnection } from '@guichet/shared/db/client';
import { heartbeatChecks } from '@guichet/shared/http/heartbeat-checks';
import { createLogger } from '@guichet/shared/http/logging';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createExtranetApp } from '../src/server/app.ts';
import { textOf } from './extranet-app.ts';

let connection: DatabaseConnection;

beforeAll(() => {
  // Nobody listens there.
  connection = connectDatabase('postgres://guichet_extranet@127.0.0.1:1/guichet');
});
afterAll(() => connection.close());

const app = () =>
  createExtranetApp({
    connection,
    env: {
      EXTRANET_URL: 'http://localhost:4401',
      INTAKE_URL: 'http://localhost:4402',
      TOKEN_KEYS: ['k'.repeat(40)],
      AUTH_SECRET_MEMBER: 'm'.repeat(40),
      TRUST_PROXY: 0,
      DEMO: false,
    },
    log: createLogger('extranet', 'silent'),
    health: heartbeatChecks(connection.sql),
  });

describe('while the database is away', () => {
  test('people are asked to come back, and are not told that anything of theirs is wrong', async () => {
    const browser = request(app());
    const token = 'abcdefghijklmnopqrstuvwxyzabcdef';
    const signature = createHmac('sha256', 'm'.repeat(40)).update(token).digest('base64');
    const signed = `guichet-member.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    for (const answer of [
      await browser.get('/connexion').set('Accept', 'text/html'),
      await browser.get('/activation/abcdefghijklmnopqrstuvwxyz').set('Accept', 'text/html'),
      await browser.get('/').set('Accept', 'text/html').set('Cookie', signed),
    ]) {
      expect(answer.status).toBe(503);
      expect(textOf(answer.text)).toContain('Le service est momentanément indisponible');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('the process lives and is not ready', async () => {
    await request(app()).get('/healthz').expect(200);
    const ready = await request(app()).get('/readyz').expect(503);
    expect(ready.body).toMatchObject({ status: 'unready', database: { ok: false } });
  });
});
