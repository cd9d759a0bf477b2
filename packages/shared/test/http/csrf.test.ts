import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { csrfToken } from '../../src/http/csrf.ts';
import { appUnderTest, key } from './app-under-test.ts';

const routes = (app: Express) => {
  app.get('/form', (_req, res) => void res.send(csrfToken(res)));
  app.post('/form', (req, res) => void res.json(req.body));
};
const { app } = appUnderTest({ routes });

async function openForm(target: Express = app) {
  const answer = await request(target).get('/form').expect(200);
  const cookies = answer.get('Set-Cookie') ?? [];
  return { token: answer.text, setCookie: cookies[0] ?? '', cookie: cookies[0]?.split(';')[0] ?? '' };
}

const post = (cookie: string, fields: string, headers: Record<string, string> = {}, target: Express = app) =>
  request(target)
    .post('/form')
    .set({ Cookie: cookie, ...headers })
    .type('form')
    .send(fields);

describe('forms', () => {
  test('a form with its token is read, and the token does not reach the route', async () => {
    const { token, cookie } = await openForm();
    await post(cookie, `_csrf=${token}&name=x`).expect(200, { name: 'x' });
  });

  test('the cookie stays the same from page to page, so that two open tabs both work', async () => {
    const { token, cookie } = await openForm();
    const second = await request(app).get('/form').set('Cookie', cookie).expect(200);
    expect(second.text).toBe(token);
    expect(second.get('Set-Cookie')).toBeUndefined();
  });

  test.each([
    ['no token', (_token: string) => 'name=x'],
    ['a wrong token', (_token: string) => '_csrf=wrong&name=x'],
    ['the token twice', (token: string) => `_csrf=${token}&_csrf=${token}`],
    ['a nested token', (token: string) => `_csrf.0=${token}`],
  ])('%s is a 403', async (_what, fields) => {
    const { token, cookie } = await openForm();
    await post(cookie, fields(token)).expect(403);
  });

  test('a token of another cookie, or without a cookie, is a 403', async () => {
    const [mine, other] = [await openForm(), await openForm()];
    await post(mine.cookie, `_csrf=${other.token}`).expect(403);
    await post('', `_csrf=${mine.token}`).expect(403);
  });

  test('after a rotation, pages rendered with the former key still work', async () => {
    const { token, cookie } = await openForm();
    const rotated = appUnderTest({ routes, csrfKeys: ['new-key-of-thirty-two-characters-', key] }).app;
    await post(cookie, `_csrf=${token}`, {}, rotated).expect(200);
  });

  test('the cookie belongs to the app, and to https where there is https', async () => {
    expect((await openForm()).setCookie).toMatch(/^test-csrf=[\w-]{24}; Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = appUnderTest({ routes, publicUrl: 'https://po.example', name: 'extranet' }).app;
    expect((await openForm(secure)).setCookie).toMatch(/^__Host-extranet-csrf=.*; Path=\/; HttpOnly; Secure; SameSite/);
  });

  test('an expired page gives back what was typed when the browser says that the page was ours', async () => {
    const sent = await post('', 'name=Jos%C3%A9+%3Cb%3E&roles=a&roles=b', { 'Sec-Fetch-Site': 'same-origin' }).expect(
      403,
    );
    expect(sent.text).toContain('value="José &lt;b&gt;"');
    expect(sent.text.match(/name="roles"/g)).toHaveLength(2);
    const token = /name="_csrf" [^>]*value="([^"]+)"|value="([^"]+)"[^>]* name="_csrf"/.exec(sent.text);
    const cookie = sent.get('Set-Cookie')?.[0]?.split(';')[0] ?? '';
    await post(cookie, `_csrf=${token?.[1] ?? token?.[2]}&name=x`).expect(200);
  });

  test('nothing is given back to a page that may not be ours, and no password ever', async () => {
    const unknown = await post('', 'name=Zoe').expect(403);
    expect(unknown.text).not.toContain('Zoe');
    expect(unknown.text).toContain('Revenez à la page précédente');
    const secret = await post('', 'password=hunter2&name=Zoe', { 'Sec-Fetch-Site': 'same-origin' }).expect(403);
    expect(secret.text).not.toContain('hunter2');
  });
});

describe('where a request comes from', () => {
  const ours = 'http://localhost:4100';
  test.each([
    ['our origin', { Origin: ours, 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['our origin, an old browser', { Origin: ours }, 200],
    ['the same machine by its address', { Origin: 'http://127.0.0.1:4100' }, 200],
    ['no origin told, but ours', { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['no origin told', { Origin: 'null' }, 403],
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another site, an old browser', { Origin: 'https://evil.example' }, 403],
    ['another port of the machine', { Origin: 'http://localhost:4101', 'Sec-Fetch-Site': 'same-site' }, 403],
    ['another site that hides its origin', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['our name without TLS', { Origin: 'https://localhost:4100' }, 403],
    ['a name that points to us', { Origin: 'http://rebound.example:4100', 'Sec-Fetch-Site': 'same-origin' }, 403],
  ])('%s', async (_what, headers: Record<string, string>, status) => {
    const { token, cookie } = await openForm();
    await post(cookie, `_csrf=${token}`, headers).expect(status);
    await request(app).post('/form').set(headers).send({ a: 1 }).expect(status);
  });

  test('reading is free', async () => {
    await request(app).get('/form').set({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }).expect(200);
  });
});
