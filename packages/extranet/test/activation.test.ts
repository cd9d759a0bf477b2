import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mail } from '@guichet/shared/db/tables/mail';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { token } from '@guichet/shared/db/tables/token';
import { insertMember, insertPo, insertToken } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf } from './extranet-app.ts';

const password = 'sept hérons dorment debout';
let extranet: TestExtranet;
let poId: string;

beforeAll(async () => {
  extranet = await startTestExtranet();
  poId = await insertPo(db(), { fase: 901_001, name: 'PO Saint-Guibert de Gembloux' });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
async function invite(expiresAt?: Date) {
  const member = await insertMember(db(), { poId, state: 'invited', firstName: 'Gwendoline', lastName: 'Masset' });
  const { secret } = await insertToken(db(), {
    accountId: member.accountId,
    purpose: 'activation',
    ...(expiresAt ? { expiresAt } : {}),
  });
  return { ...member, secret, path: `/activation/${secret}` };
}
const stateOf = async (id: string) =>
  (await db().select().from(memberAccount).where(eq(memberAccount.id, id)))[0]?.state;

describe('a new member activates the account', () => {
  test('by a button, a password, and is signed in to the file', async () => {
    const { path, accountId, email } = await invite();
    const visitor = extranet.visitor();
    const page = await visitor.get(path).expect(200);
    expect(textOf(page.text)).toContain('Bonjour Gwendoline');
    // Who holds the link may not be its owner: no address, no last name.
    expect(page.text).not.toContain(email);
    expect(page.text).not.toContain('Masset');

    const button = await visitor.post(path);
    expect([button.status, button.headers.location]).toEqual([303, `${path}/mot-de-passe`]);
    await visitor.get(`${path}/mot-de-passe`).expect(200);
    expect(await stateOf(accountId)).toBe('invited');

    const weak = await visitor.post(`${path}/mot-de-passe`, { password: 'gwendoline masset' });
    expect(weak.status).toBe(422);
    expect(textOf(weak.text)).toContain('contient votre nom ou votre prénom');
    expect(weak.text).not.toContain('gwendoline masset');

    const done = await visitor.post(`${path}/mot-de-passe`, { password });
    expect([done.status, done.headers.location]).toEqual([303, '/']);
    expect(await stateOf(accountId)).toBe('active');
    const home = await visitor.get('/').expect(200);
    expect(textOf(home.text)).toContain('PO Saint-Guibert de Gembloux');

    // Used: dead for everybody, and the password works elsewhere.
    await extranet.visitor().get(path).expect(410);
    expect((await extranet.visitor().signIn(email, password)).status).toBe(303);
  });

  test('whose link is told to be opened once its page was shown, not by asking whether it is there', async () => {
    const { path, accountId } = await invite();
    const openedAt = async () =>
      (await db().select().from(token).where(eq(token.accountId, accountId)))[0]?.openedAt ?? null;
    const { default: request } = await import('supertest');
    await request(extranet.app).head(path).expect(200);
    expect(await openedAt()).toBeNull();
    await extranet.visitor().get(path).expect(200);
    const first = await openedAt();
    expect(first).toBeInstanceOf(Date);
    await extranet.visitor().get(path).expect(200);
    expect(await openedAt()).toEqual(first);
  });

  test('after 100 openings by scanners, which change nothing', async () => {
    const { path, accountId } = await invite();
    const scanner = extranet.visitor();
    for (let turn = 0; turn < 50; turn += 1) {
      await scanner.get(path).expect(200);
      await scanner.get(`${path}/mot-de-passe`).expect(200);
    }
    const { default: request } = await import('supertest');
    for (let turn = 0; turn < 100; turn += 1) await request(extranet.app).head(path).expect(200);
    expect(await stateOf(accountId)).toBe('invited');
    const [row] = await db().select().from(token).where(eq(token.accountId, accountId));
    expect(row?.usedAt).toBeNull();
    // The first look is noted for staff; it is no proof of anything.
    expect(row?.openedAt).toBeInstanceOf(Date);
    expect((await extranet.visitor().post(`${path}/mot-de-passe`, { password })).status).toBe(303);
  });

  test('and is signed in at once, however many others sign in from the same place at that moment', async () => {
    const { path, email } = await invite();
    for (let turn = 0; turn < 9; turn += 1) await extranet.visitor().signIn(email, 'ce mot de passe est faux');
    expect((await extranet.visitor().signIn(email, 'ce mot de passe est faux')).status).toBe(429);
    const visitor = extranet.visitor();
    expect((await visitor.post(`${path}/mot-de-passe`, { password })).status).toBe(303);
    await visitor.get('/').expect(200);
    await extranet.database.sql('admin')`truncate rate_limit`;
  });

  test('whose mandate lies ahead gets the account, the first day, and what to do until then', async () => {
    const member = await insertMember(db(), { poId, state: 'invited', period: { from: '2999-01-01', to: null } });
    const { secret } = await insertToken(db(), { accountId: member.accountId, purpose: 'activation' });
    const answer = await extranet.visitor().post(`/activation/${secret}/mot-de-passe`, { password });
    expect(answer.status).toBe(403);
    expect(textOf(answer.text)).toContain('Votre accès s’ouvre le 1er janvier 2999');
    expect(textOf(answer.text)).toContain('D’ici là, vous n’avez rien à faire.');
    expect(await stateOf(member.accountId)).toBe('active');
    const early = await extranet.visitor().signIn(member.email, password);
    expect([early.status, textOf(early.text)]).toEqual([403, expect.stringContaining('Votre accès s’ouvre le')]);
    await extranet.database.sql(
      'admin',
    )`update mandate set period = '[2020-01-01,2021-01-01)' where id = ${member.mandateId}`;
    const over = await extranet.visitor().signIn(member.email, password);
    expect([over.status, textOf(over.text)]).toEqual([403, expect.stringContaining('Votre accès est fermé')]);
  });
});

describe('a link that does not work any more', () => {
  test('looks the same whether it was used, is too old or never existed', async () => {
    const used = await invite();
    await extranet.visitor().post(`${used.path}/mot-de-passe`, { password });
    const old = await invite(new Date(Date.now() - 1_000));
    const replaced = await invite();
    await insertToken(db(), { accountId: replaced.accountId, purpose: 'activation' });
    const paths = [
      used.path,
      old.path,
      replaced.path,
      '/activation/jamaisDonne0123456789jamaisDonne0123456789-_',
      '/activation/%27',
    ];
    for (const path of paths) {
      const visitor = extranet.visitor();
      for (const answer of [
        await visitor.get(path),
        await visitor.post(path),
        await visitor.get(`${path}/mot-de-passe`),
        await visitor.post(`${path}/mot-de-passe`, { password }),
      ]) {
        expect(answer.status).toBe(410);
        expect(textOf(answer.text)).toContain('Ce lien ne fonctionne plus');
        expect(textOf(answer.text)).not.toContain('Gwendoline');
      }
    }
  });

  test('brings a new one to the recorded address, with the same words for an invented one', async () => {
    const old = await invite(new Date(Date.now() - 1_000));
    // The invitation was two weeks ago: the next mail need not wait.
    await db()
      .update(token)
      .set({ createdAt: new Date(Date.now() - 14 * 86_400_000) })
      .where(eq(token.accountId, old.accountId));
    const visitor = extranet.visitor();
    const known = await visitor.post(`${old.path}/nouveau-lien`);
    const unknown = await visitor.post('/activation/jamaisDonne0123456789jamaisDonne0123456789-_/nouveau-lien');
    expect(known.status).toBe(200);
    expect(textOf(known.text)).toBe(textOf(unknown.text));
    const letters = await db().select().from(mail).where(eq(mail.accountId, old.accountId));
    expect(letters).toMatchObject([{ kind: 'activation', toAddress: old.email }]);
    await visitor.post(`${old.path}/nouveau-lien`);
    expect(await db().select().from(mail).where(eq(mail.accountId, old.accountId))).toHaveLength(1);
  });

  test('is not a way to flood: ten requests from one place in ten minutes', async () => {
    const app = await import('./extranet-app.ts').then(({ createTestApp, newVisitor }) =>
      newVisitor(createTestApp(extranet.database, { trustProxy: 0 })),
    );
    await extranet.database.sql('admin')`truncate rate_limit`;
    const statuses: number[] = [];
    for (let turn = 0; turn < 11; turn += 1) statuses.push((await app.post('/activation/x/nouveau-lien')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    await extranet.database.sql('admin')`truncate rate_limit`;
  });
});

describe('pages with a secret in their address', () => {
  test('tell no other site about it, are kept by nobody, and need a token to be posted', async () => {
    const { path } = await invite();
    const page = await extranet.visitor().get(path);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const { default: request } = await import('supertest');
    await request(extranet.app).post(`${path}/mot-de-passe`).type('form').send({ password }).expect(403);
  });
});
