import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { heartbeatChecks } from '@guichet/shared/http/heartbeat-checks';
import { createLogger } from '@guichet/shared/http/logging';
import { createMetrics } from '@guichet/shared/http/metrics';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import type { Express } from 'express';
import request from 'supertest';
import { DEFAULT_AGE_ALERTS } from '@guichet/shared/domain/request-age';
import { createBackofficeApp } from '../src/server/app.ts';
import { createLiveHub } from '../src/server/live/live-hub.ts';

let database: TestDatabase;
let app: Express;

beforeAll(async () => {
  database = await createTestDatabase();
  const log = createLogger('backoffice', 'silent');
  app = createBackofficeApp({
    live: createLiveHub({ databaseUrl: database.url('backoffice'), db: database.db('backoffice'), log }),
    connection: { db: database.db('backoffice'), sql: database.sql('backoffice') },
    env: {
      BACKOFFICE_URL: 'https://secretariat.po.example',
      EXTRANET_URL: 'https://extranet.po.example',
      INTAKE_URL: 'https://formulaire.po.example',
      TOKEN_KEYS: ['k'.repeat(40)],
      AUTH_SECRET_STAFF: 's'.repeat(40),
      TRUST_PROXY: 0,
      DEMO: false,
      UNDO_DELAY: 10,
      FOUR_EYES: false,
      SINGLE_HOLDER_ROLES: [],
      AGE_ALERT_DAYS: DEFAULT_AGE_ALERTS,
      CORRECTION_REMINDER_DAYS: [5, 12],
      COLLEAGUE_CONTACTS: false,
      CORRECTION_LAPSE_DAYS: 30,
      RETENTION: {},
      IMPORT_MAX_MB: 10,
      RESOURCE_MAX_MB: 20,
      MAILING_FILE_MAX_MB: 1,
      MAILING_MAX_MB: 2,
      LINK_CHECK_HOSTS: [],
    },
    log,
    metrics: createMetrics({ name: 'backoffice' }),
    health: heartbeatChecks(database.sql('backoffice')),
  });
});
afterAll(() => database.close());

test('it lives, and is ready while the database answers, whatever the worker does', async () => {
  expect((await request(app).get('/healthz')).status).toBe(200);
  const ready = await request(app).get('/readyz');
  expect(ready).toMatchObject({ status: 200, body: { database: { ok: true }, worker: { ok: false } } });
});

test('its figures name routes by their pattern, never by what was asked for', async () => {
  await request(app).get('/api/requests/0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee');
  const { text } = await request(app).get('/metrics');
  expect(text).toContain('route="/api/requests/:id"');
  expect(text).not.toContain('0199aaaa');
});

test('over https the page asks browsers for https, and runs no script but its own', async () => {
  const { headers } = await request(app).get('/demandes').set('Accept', 'text/html');
  expect(headers['strict-transport-security']).toContain('max-age');
  expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['cache-control']).toBe('no-store');
});
