import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { requireJson } from '../../src/http/body-parsers.ts';
import { appUnderTest } from './app-under-test.ts';

const routes = (app: Express) => {
  app.post('/api/echo', requireJson(), (req, res) => void res.json(req.body));
  app.post('/echo', (req, res) => void res.json(req.body));
  app.get('/find/:name', (req, res) => void res.json({ name: req.params.name, query: req.query }));
};
const { app } = appUnderTest({ routes });
const json = (body: string) => request(app).post('/api/echo').type('application/json').send(body);
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('what is too much or not text', () => {
  test('JSON is read as it was sent', async () => {
    const body = { a: 'é', list: [1, null, true], nested: { deep: 'œ😀' } };
    await json(JSON.stringify(body)).expect(200, body);
    await json(nested(6)).expect(200);
  });

  test.each([
    ['NUL', '{"a":"x\\u0000y"}', 422],
    ['a lone surrogate', '{"a":["x","\\ud800"]}', 422],
    ['a lone surrogate in a key', '{"\\udc00":1}', 422],
    ['__proto__', '{"a":{"__proto__":{"admin":true}}}', 422],
    ['constructor', '{"constructor":{"prototype":{}}}', 422],
    ['seven levels', nested(7), 422],
    ['ten thousand levels', '['.repeat(10_000) + ']'.repeat(10_000), 422],
    ['100 kB', JSON.stringify({ a: 'x'.repeat(100_000) }), 413],
    ['half a JSON', '{"a":', 400],
    ['a bare string', '"text"', 400],
  ])('JSON with %s is refused', async (_what, body, status) => {
    const answer = await json(body).expect(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, detail: expect.any(String), requestId: expect.any(String) });
  });

  test('a problem with a value names its path, in French', async () => {
    const answer = await json('{"member":{"names":["ok","\\u0000"]}}').expect(422);
    expect(answer.body.errors).toEqual([{ path: 'member.names.1', message: expect.stringContaining('caractère') }]);
  });

  test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'application/json; charset=latin1'])(
    'a body of type %s is a 415',
    async (type) => {
      await request(app).post('/echo').set('Content-Type', type).send('{"a":1}').expect(415);
    },
  );

  test('a JSON route takes nothing but JSON, not even nothing', async () => {
    await request(app).post('/api/echo').expect(415);
    await request(app).post('/api/echo').type('form').send('a=1').expect(403);
  });

  test('a compressed body is a 415', async () => {
    await request(app)
      .post('/api/echo')
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'gzip')
      .send('xx')
      .expect(415);
  });

  test.each(['/find/%', '/find/%E0%A4%A', '/find/a%00b', '/find/a?q=%ED%A0%80', '/find/a?q=100%', '/nowhere/%ff'])(
    'the address %s is a 400',
    async (address) => {
      const answer = await request(app).get(address).expect(400);
      expect(answer.text).toContain('mal écrit');
    },
  );

  test('an address in French is read', async () => {
    await request(app)
      .get('/find/Li%C3%A8ge?q=%C5%93uvre+%2B')
      .expect(200, { name: 'Liège', query: { q: 'œuvre +' } });
  });

  test('a caller who leaves in the middle is no error of ours', async () => {
    const { app: logged, lines } = appUnderTest({ routes });
    const server = logged.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"');
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    while (lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => server.close(resolve));
    expect(lines.map((line) => line.level)).toEqual(['debug', 'info']);
  });

  test('no rubbish makes a 5xx', async () => {
    const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', ''];
    const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.stringMatching(/^[a-c0-2.&=%_]*$/));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...types), body, async (type, text) => {
        const answer = await request(app).post('/echo').set('Content-Type', type).send(text);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
