import { Agent, createServer, request as httpRequest, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { askCorrection } from '@guichet/shared/commands/corrections/ask-correction';
import { normaliseText } from '@guichet/shared/domain/text';
import { requestType } from '@guichet/shared/request-types/registry';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import fc from 'fast-check';
import { type FollowUp, startFollowUp } from './follow-up-rig.ts';
import { draftCookiesOf, newVisitor, SUBMITTER, send, storedEnvoi, wordsOf } from './intake-rig.ts';

const require = createRequire(import.meta.url);
const NAUGHTY = require('big-list-of-naughty-strings/blns.json') as string[];
const RUNS = 10_000;
/** A batch has an envoi of its own: some of what is posted erases or sends it. */
const BATCHES = 20;

let rig: FollowUp;
beforeAll(async () => {
  rig = await startFollowUp();
});
afterAll(() => rig.close());

/** What a text must never look like in a page or a mail. */
const opensATag = (text: string) => /<\s*[a-z/!?]/i.test(text);

describe('the big list of naughty strings', () => {
  test('is stored as it was typed, or refused with a sentence; and shown with nothing to run', async () => {
    const leaves = (name: string) => ({
      ...requestType('removal').samples[0]?.values,
      firstName: 'Paul',
      lastName: name,
    });
    let accepted: string[] = [];
    let seen = 0;
    const sendAll = async (visitor: ReturnType<typeof newVisitor>, envoi: string): Promise<void> => {
      await visitor.post(`${envoi}/vous`, { ...SUBMITTER, message: accepted.join('\n') });
      const pages = [await visitor.get(`${envoi}/demandes`), await visitor.get(`${envoi}/relire`)];
      expect((await send(visitor, envoi)).status).toBe(303);
      const stored = await storedEnvoi(rig.register.database, envoi);
      expect(stored.map(({ payload }) => payload.lastName).sort()).toEqual(accepted.map(normaliseText).sort());
      pages.push(await visitor.get(`/merci/${envoi.split('/')[2]}`), await followedBy(visitor, envoi));
      for (const text of accepted.filter(opensATag)) for (const page of pages) expect(page.text).not.toContain(text);
      const mail = await copyOf(envoi);
      for (const text of accepted) {
        if (opensATag(text)) expect(mail.html).not.toContain(text);
        expect(mail.text.replaceAll(/\s+/g, ' ')).toContain(normaliseText(text));
        expect(mail.subject).not.toContain('\n');
      }
      seen += accepted.length;
      accepted = [];
    };

    let visitor = newVisitor(rig.app);
    let envoi = '';
    for (const text of NAUGHTY) {
      if (accepted.length === 0) {
        visitor = newVisitor(rig.app);
        envoi = await visitor.start('removal', rig.register.po.id);
      }
      const at = accepted.length === 0 ? `${envoi}/demandes/1` : `${envoi}/demandes/nouvelle/removal`;
      const answer = await visitor.post(at, leaves(text));
      if (answer.status === 303) accepted.push(text);
      else {
        expect({ text, status: answer.status }).toEqual({ text, status: expect.any(Number) });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(wordsOf(answer)).toMatch(/[A-ZÀÉ][^.]{10,}\./);
        if (opensATag(text)) expect(answer.text).not.toContain(text);
      }
      if (accepted.length === 10) await sendAll(visitor, envoi);
    }
    if (accepted.length > 0) await sendAll(visitor, envoi);
    expect(seen).toBeGreaterThan(NAUGHTY.length / 2);
  }, 240_000);
});

/** The page behind the link of the mail, once its address is confirmed. */
async function followedBy(visitor: ReturnType<typeof newVisitor>, envoi: string) {
  const link = await linkOf(envoi);
  await visitor.post(`${link}/confirmer`);
  await visitor.post(`${link}/copie`);
  return visitor.get(link);
}

async function linkOf(envoi: string): Promise<string> {
  const [token] = await rig.sql()`
    select t.id, t.purpose, t.secret_sha256 from token t join submission s on s.id = t.submission_id
    where s.idempotency_key = ${envoi.split('/')[2] ?? ''}`;
  return `/suivi/${recoverSecret(TEST_TOKEN_KEYS, { id: token?.id, purpose: token?.purpose, secretSha256: token?.secret_sha256 })}`;
}

async function copyOf(envoi: string) {
  const [row] = await rig.sql()`select id from submission where idempotency_key = ${envoi.split('/')[2] ?? ''}`;
  return rig.written(row?.id, 'answers-copy');
}

describe('ten thousand requests of any kind, to every route of the form', () => {
  let server: Server;
  let site: string;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  beforeAll(async () => {
    server = createServer(rig.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  type Sent = { method: string; path: string; body: string; cookie: string };
  const ask = ({ method, path, body, cookie }: Sent) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = {
        Accept: 'text/html',
        Cookie: cookie,
        ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      };
      const sent = httpRequest(site + path, { method, agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      sent.on('error', reject);
      sent.end(method === 'POST' ? body : undefined);
    });

  const text = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NAUGHTY) },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('<xss a="b">', '\0', '\r\nBcc: a@b.be', '\u202e', '\u200b', 'x'.repeat(3_000)),
    },
    { weight: 3, arbitrary: fc.constantFrom('1', '9', '2026', 'yes', 'BE', 'marie@po.example', '5000', 'president') },
  );
  const fieldNames = [...new Set(allFieldNames())];
  const pair = fc.tuple(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...fieldNames) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '__proto__.x',
          'constructor',
          'a.b.c.d.e.f.g',
          '_op',
          '_take',
          'version',
          'request',
          'also',
        ),
      },
    ),
    text,
  );

  test('never break it, and come back only escaped', async () => {
    const routes = routesOf(rig.app);
    expect(routes.length).toBeGreaterThan(45);
    const reached = new Map<number, number>();
    for (let batch = 0; batch < BATCHES; batch++) {
      const visitor = newVisitor(rig.app);
      const envoi = await visitor.start('new-member', rig.register.po.id);
      const { link, requests } = await rig.confirmed(['removal']);
      await askCorrection(rig.rig.office(), {
        requestId: requests[0] ?? '',
        version: 1,
        questions: [{ field: 'endDate', message: 'Quelle date ?' }],
      });
      const page = (await visitor.get('/po/autre?demande=removal')).text;
      const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const cookies = visitor.jar.getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false });
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      expect(draftCookiesOf(visitor)).toHaveLength(1);
      const known: Record<string, string[]> = {
        key: [envoi.split('/')[2] ?? ''],
        secret: [link.split('/')[2] ?? ''],
        position: ['1', '2'],
        type: ['new-member', 'removal', 'member-change', 'po-change'],
        postcode: ['5000'],
      };
      const param = (name: string) =>
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...(known[name] ?? ['x'])) },
          {
            weight: 1,
            arbitrary: text.map((some) => encodeURIComponent(some.toWellFormed().replaceAll('\0', '')) || 'x'),
          },
        );
      const request = fc.constantFrom(...routes).chain(({ method, path }) =>
        fc.record({
          method: fc.constant(method),
          path: fc
            .tuple(...namesIn(path).map(param))
            .map((values) =>
              namesIn(path).reduce((at, name, n) => at.replace(`:${name}`, () => values[n] ?? 'x'), path),
            ),
          query: fc.option(text, { freq: 4 }),
          pairs: fc.array(pair, { maxLength: 12 }),
          version: fc.constantFrom('1', '2', '3', 'x'),
        }),
      );
      await fc.assert(
        fc.asyncProperty(request, async ({ method, path, query, pairs, version }) => {
          const asked = query === null ? '' : `?q=${encodeURIComponent(query.toWellFormed())}&demande=removal`;
          const body = new URLSearchParams([['_csrf', csrf], ['version', version], ...pairs]).toString();
          const answer = await ask({ method, path: path + asked, body, cookie });
          reached.set(answer.status, (reached.get(answer.status) ?? 0) + 1);
          expect(answer.status).toBeLessThan(500);
          expect(answer.text).not.toContain('<xss');
          expect(answer.text).not.toContain('<script>alert');
        }),
        { numRuns: RUNS / BATCHES },
      );
    }
    // They got behind the doors: pages were shown, answers kept, mistakes told.
    for (const status of [200, 303, 404, 422]) expect(reached.get(status) ?? 0).toBeGreaterThan(100);
  }, 600_000);
});

type Route = { method: 'GET' | 'POST'; path: string };

function routesOf(app: Express): Route[] {
  type Layer = { route?: { path: string; methods: Record<string, boolean> } };
  return (app.router as unknown as { stack: Layer[] }).stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = (['GET', 'POST'] as const).filter((method) => route.methods[method.toLowerCase()]);
    return methods.map((method) => ({ method, path: route.path }));
  });
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

function allFieldNames(): string[] {
  const own = ['name', 'email', 'function', 'message', 'privacyRead', 'po', 'q', 'note', 'reference', 'address'];
  const types = ['new-member', 'removal', 'member-change', 'po-change'].flatMap((type) =>
    requestType(type)
      .groups.flatMap(({ fields }) => fields)
      .flatMap(({ kind, name }) => {
        if (kind === 'date') return ['day', 'month', 'year'].map((part) => `${name}.${part}`);
        return kind === 'address'
          ? ['street', 'number', 'postcode', 'locality', 'country'].map((part) => `${name}.${part}`)
          : [name];
      }),
  );
  return [...own, ...types];
}
