import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestType } from '@guichet/shared/request-types/registry';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { createTestIntake, newVisitor, SUBMITTER, startTestRegister, type Visitor, wordsOf } from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;
let visitor: Visitor;
let envoi: string;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
  visitor = newVisitor(app);
  envoi = await visitor.start('new-member', register.po.id);
});
afterAll(() => register.database.close());

const sample = requestType('new-member').samples[0]?.values ?? {};

describe('rubbish', () => {
  test.each([
    ['a NUL', { ...sample, lastName: 'Lam\0bert' }],
    ['a hundred kilobytes in one field', { ...sample, lastName: 'x'.repeat(100_000) }],
    ['a thousand fields', Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`field${n}`, 'x']))],
    ['a key that reaches the prototype', { ...sample, ['__proto__.admin']: 'yes' }],
    ['another one', { 'constructor.prototype.admin': 'yes' }],
    ['a field nested deeper than any of ours', { 'a.b.c.d.e.f.g.h': 'x' }],
    ['a list where a text is asked', { ...sample, lastName: ['a', 'b'] }],
    ['an object where a text is asked', { ...sample, lastName: { a: 'b' } }],
    ['a text where a date is asked', { ...sample, birthDate: '1971-05-04' }],
    ['codes that no list has', { ...sample, roles: ['emperor'] }],
    ['marks that turn the writing around', { ...sample, lastName: 'Lambert\u202egro.exe' }],
    ['sixty kilobytes of a valid letter', { ...sample, lastName: 'é'.repeat(10_000) }],
  ])('%s is refused with a sentence', async (_what, values) => {
    const answer = await visitor.post(`${envoi}/demandes/1`, values);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(wordsOf(answer)).toMatch(/[A-ZÀÉ][^.]{10,}\./);
  });

  test.each([
    ['a lone surrogate', 'application/x-www-form-urlencoded', 'firstName=%ED%A0%80'],
    ['bytes that are no UTF-8', 'application/x-www-form-urlencoded', 'firstName=%FF%FE'],
    ['a percent sign that spells nothing', 'application/x-www-form-urlencoded', 'firstName=%zz'],
    ['JSON', 'application/json', '{"firstName":"Jeanne"}'],
    ['XML', 'text/xml', '<a/>'],
    ['nothing at all', 'application/x-www-form-urlencoded', ''],
  ])('%s is refused without a page of ours', async (_what, type, body) => {
    const answer = await visitor.agent
      .post(`${envoi}/demandes/1`)
      .set('Accept', 'text/html')
      .set('Content-Type', type)
      .send(body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test.each([
    '/po?demande=removal&q=%00',
    '/po?demande=removal&q=%ff',
    '/po?demande=removal&q=a&q=b',
    '/po?demande=__proto__',
    '/?po=1e9',
    '/?po[]=1',
    '/envoi/%2e%2e%2f%2e%2e/vous',
    '/merci/%00',
  ])('in an address (%s) is no mistake of ours', async (path) => {
    const answer = await visitor.get(path);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain('at Object');
  });

  test('in the cookies is no draft', async () => {
    for (const cookie of [
      'intake-form-draft-0=rubbish',
      `intake-form-draft-${envoi.split('/')[2]}=%E0%A4%A`,
      `intake-form-draft-${envoi.split('/')[2]}=${'A'.repeat(43)}.t4`,
      `intake-form-draft-${envoi.split('/')[2]}=${'A'.repeat(3_000)}`,
    ]) {
      const answer = await newVisitor(app).get(`${envoi}/vous`).set('Cookie', cookie);
      expect(answer.status).toBe(303);
    }
  });
});

describe('names that are rare and right', () => {
  test.each(['O', 'D’Hôte', "O'Neill", 'Παπαδόπουλος', 'Nguyễn', 'Łukasz', 'Ó Súilleabháin', 'a'.repeat(120), '王'])(
    '%s passes',
    async (lastName) => {
      const person = newVisitor(app);
      const own = await person.start('new-member', register.po.id);
      const answer = await person.post(`${own}/demandes/1`, { ...sample, roles: ['administrator'], lastName });
      expect(answer.status).toBe(303);
      await person.post(`${own}/vous`, SUBMITTER);
      expect(wordsOf(await person.get(`${own}/relire`))).toContain(lastName);
    },
  );
});

describe('a body that never ends', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is cut off at its limit', async () => {
    const { port } = server.address() as AddressInfo;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = httpRequest(
        {
          port,
          method: 'POST',
          path: '/po?demande=removal',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sending.on('error', reject);
      for (let written = 0; written < 20; written += 1) sending.write('a'.repeat(16_384));
      sending.end();
    });
    expect(status).toBe(413);
  });
});
