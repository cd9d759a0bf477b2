import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import type { Express } from 'express';
import request from 'supertest';
import { createTestApp } from './extranet-app.ts';

let database: TestDatabase;
let app: Express;
const emails: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = createTestApp(database, { trustProxy: 1 });
  const poId = await insertPo(database.db('admin'));
  for (let n = 0; n < 8; n += 1) emails.push((await insertMember(database.db('admin'), { poId })).email);
});
afterAll(() => database.close());

type Browser = { cookie: string; token: string };
async function open(): Promise<Browser> {
  const page = await request(app).get('/connexion').set('Accept', 'text/html');
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return { cookie: cookiesOf(page).join('; '), token };
}
const cookiesOf = (answer: request.Response) =>
  ([] as string[]).concat(answer.headers['set-cookie'] ?? []).map((each) => each.split(';')[0] ?? '');
const attempt = ({ cookie, token }: Browser, from: string, email: string, password: string) =>
  request(app)
    .post('/connexion')
    .type('form')
    .set({ Accept: 'text/html', Cookie: cookie, 'X-Forwarded-For': from })
    .send({ _csrf: token, email, password });

test('who tries leaked passwords on everybody is limited, and locks nobody out', async () => {
  const browser = await open();
  const [victim = '', atHome = ''] = emails;
  // At home, and known from there: the attacker comes from the same connection afterwards.
  const first = await attempt(browser, '192.0.2.1', atHome, TEST_PASSWORD_TEXT);
  expect(first.status).toBe(303);
  const device = cookiesOf(first).find((cookie) => cookie.includes('.device=')) ?? '';
  const statuses: Record<number, number> = {};
  for (let n = 0; n < 150; n += 1) {
    const from = `192.0.2.${1 + (n % 2)}`;
    const email = n % 3 === 0 ? `personne-${n}@inconnu.example` : (emails[n % emails.length] ?? '');
    const { status } = await attempt(browser, from, email, `fuite ${n} du web`);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  // 40 attempts from one place in ten minutes, one of which was the owner's.
  expect(statuses).toEqual({ 401: 79, 429: 71 });
  expect((await attempt(browser, '192.0.2.1', victim, TEST_PASSWORD_TEXT)).status).toBe(429);
  for (const email of emails) {
    expect((await attempt(browser, `198.51.100.${emails.indexOf(email)}`, email, TEST_PASSWORD_TEXT)).status).toBe(303);
  }
  const own = { ...browser, cookie: `${browser.cookie}; ${device}` };
  expect((await attempt(own, '192.0.2.1', atHome, TEST_PASSWORD_TEXT)).status).toBe(303);
  // The device of one opens no door to another.
  expect((await attempt(own, '192.0.2.1', victim, TEST_PASSWORD_TEXT)).status).toBe(429);
});
