import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mail } from '@guichet/shared/db/tables/mail';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { insertMember, insertPo, insertToken, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import type request from 'supertest';
import { createTestApp, newVisitor, startTestExtranet, type TestExtranet, textOf } from './extranet-app.ts';

const newPassword = 'neuf barques traversent la Meuse';
let extranet: TestExtranet;
let poId: string;

beforeAll(async () => {
  extranet = await startTestExtranet();
  poId = await insertPo(db());
});
afterAll(() => extranet.database.close());
beforeEach(() => extranet.database.sql('admin')`truncate rate_limit`.then(() => {}));

const db = () => extranet.database.db('admin');
const member = (more: Partial<Parameters<typeof insertMember>[1]> = {}) => insertMember(db(), { poId, ...more });

/** Everything of an answer that somebody could compare. */
function seen({ status, text, headers }: request.Response) {
  const { date, 'x-request-id': id, 'set-cookie': cookie, ...rest } = headers;
  const words = text.replace(/name="_csrf" value="[^"]*"/g, '').replace(/value="[^"]*@[^"]*"/, '');
  return {
    status,
    words,
    rest,
    cookies: (cookie as unknown as string[] | undefined)?.map((each) => each.split('=')[0]),
  };
}

describe('signing in with a form', () => {
  test('leads to the page that was asked for, and never to another site', async () => {
    const { email } = await member();
    const visitor = extranet.visitor();
    const asked = await visitor.get('/dossier?x=1');
    expect([asked.status, asked.headers.location]).toEqual([303, '/connexion?retour=%2Fdossier%3Fx%3D1']);
    const page = await visitor.get(asked.headers.location ?? '').expect(200);
    expect(page.text).toContain('value="/dossier?x=1"');
    const signedIn = await visitor.post('/connexion', { email, password: TEST_PASSWORD_TEXT, retour: '/dossier?x=1' });
    expect([signedIn.status, signedIn.headers.location]).toEqual([303, '/dossier?x=1']);
    const again = await visitor.post('/connexion', { email, password: TEST_PASSWORD_TEXT, retour: '//autre.example/' });
    expect(again.headers.location).toBe('/');
    // Who is signed in already does not see the form.
    expect((await visitor.get('/connexion?retour=/dossier')).headers.location).toBe('/dossier');
  });

  test('says what is missing, keeps the address and never the password', async () => {
    const visitor = extranet.visitor();
    const answer = await visitor.post('/connexion', { email: 'colette@@membres', password: '' });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain('Indiquez votre mot de passe.');
    expect(answer.text).toContain('value="colette@@membres"');
    const wrong = await visitor.post('/connexion', { email: 'colette@membres.example', password: 'mon grand secret' });
    expect(wrong.status).toBe(401);
    expect(wrong.text).not.toContain('mon grand secret');
  });

  test('known, unknown, invited and waiting addresses look the same from outside', async () => {
    const known = await member();
    const invited = await member({ state: 'invited' });
    const attempt = async (email: string) => seen(await extranet.visitor().signIn(email, 'une autre phrase secrète'));
    const unknown = await attempt('personne@inconnu.example');
    expect(unknown.status).toBe(401);
    expect(await attempt(known.email)).toEqual(unknown);
    expect(await attempt(invited.email)).toEqual(unknown);
  });

  test('after the last day, a kind page and no session', async () => {
    const { email } = await member({ period: { from: '2015-01-01', to: '2020-12-31' } });
    const visitor = extranet.visitor();
    const answer = await visitor.signIn(email, TEST_PASSWORD_TEXT);
    expect(answer.status).toBe(403);
    expect(textOf(answer.text)).toContain('il s’ouvrira de nouveau avec un nouveau mandat');
    expect((await visitor.get('/')).status).toBe(303);
  });

  test('signing out ends the session, and only a form can do it', async () => {
    const { email } = await member();
    const visitor = extranet.visitor();
    await visitor.signIn(email, TEST_PASSWORD_TEXT);
    await visitor.get('/deconnexion').expect(404);
    await visitor.get('/').expect(200);
    expect((await visitor.post('/deconnexion')).headers.location).toBe('/connexion?motif=deconnecte');
    await visitor.get('/').expect(303);
  });

  test('too many attempts are told in French, with the time to wait', async () => {
    const visitor = newVisitor(createTestApp(extranet.database));
    for (let turn = 0; turn < 8; turn += 1) await visitor.signIn('victime@membres.example', 'essai numéro un');
    const answer = await visitor.signIn('victime@membres.example', 'essai numéro un');
    expect(answer.status).toBe(429);
    expect(textOf(answer.text)).toContain('Trop d’essais en peu de temps. Réessayez dans 10 minutes.');
  });
});

describe('a forgotten password', () => {
  test('the answer is the same for every address, in words and headers', async () => {
    const known = await member();
    const ask = async (email: string) => {
      const visitor = extranet.visitor();
      return seen(await visitor.post('/mot-de-passe-oublie', { email }));
    };
    const unknown = await ask('personne@inconnu.example');
    const answer = await ask(known.email);
    expect(answer).toEqual(unknown);
    expect(answer.status).toBe(200);
    expect(await db().select().from(mail).where(eq(mail.accountId, known.accountId))).toMatchObject([
      { kind: 'password-reset' },
    ]);
  });

  test.each(['/mot-de-passe-oublie', '/connexion/lien'])(
    '%s leaves the time to the mail: it can be chosen',
    async (path) => {
      const answer = await extranet.visitor().post(path, { email: 'personne@membres.example' });
      expect(textOf(answer.text)).toContain('son mail dit jusqu’à quand. Un compte qui n’est pas encore activé');
    },
  );

  test('is replaced through the link: button, new password, every session ended, signed in anew', async () => {
    const { accountId, email } = await member({ firstName: 'Aurélie' });
    const elsewhere = extranet.visitor();
    await elsewhere.signIn(email, TEST_PASSWORD_TEXT);
    const { secret } = await insertToken(db(), { accountId, purpose: 'password-reset' });
    const visitor = extranet.visitor();
    // Whoever asks for it has often tried too many wrong ones: the right one must not wait.
    for (let turn = 0; turn < 8; turn += 1) await visitor.signIn(email, `mauvais mot de passe ${turn}`);
    expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(429);
    for (let turn = 0; turn < 100; turn += 1) await visitor.get(`/mot-de-passe/${secret}`).expect(200);
    expect((await visitor.post(`/mot-de-passe/${secret}`)).headers.location).toBe(`/mot-de-passe/${secret}/nouveau`);
    expect((await visitor.post(`/mot-de-passe/${secret}/nouveau`, { password: 'trop court' })).status).toBe(422);
    const done = await visitor.post(`/mot-de-passe/${secret}/nouveau`, { password: newPassword });
    expect(done.headers.location).toBe('/connexion?motif=mot-de-passe-change');
    expect(textOf((await visitor.get(done.headers.location ?? '')).text)).toContain('Votre mot de passe est changé.');
    await elsewhere.get('/').expect(303);
    expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(401);
    expect((await visitor.signIn(email, newPassword)).status).toBe(303);
    await extranet.visitor().get(`/mot-de-passe/${secret}`).expect(410);
  });

  test('a link of one kind opens no page of another', async () => {
    const { accountId } = await member();
    const { secret } = await insertToken(db(), { accountId, purpose: 'password-reset' });
    await extranet.visitor().get(`/activation/${secret}`).expect(410);
    await extranet.visitor().get(`/adresse/${secret}`).expect(410);
  });
});

describe('an approved new address', () => {
  test('becomes the sign-in by a button, and only then', async () => {
    const { accountId, email } = await member();
    const pendingEmail = 'nouvelle.adresse@membres.example';
    await db().update(memberAccount).set({ pendingEmail }).where(eq(memberAccount.id, accountId));
    const { secret } = await insertToken(db(), { accountId, purpose: 'email-confirmation', email: pendingEmail });
    const visitor = extranet.visitor();
    for (let turn = 0; turn < 100; turn += 1) await visitor.get(`/adresse/${secret}`).expect(200);
    const page = await visitor.get(`/adresse/${secret}`);
    expect(page.text).not.toContain(pendingEmail);
    expect(textOf(page.text)).toContain('n•••@membres.example');
    expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(303);
    expect((await visitor.post(`/adresse/${secret}`)).headers.location).toBe('/connexion?motif=adresse-confirmee');
    await visitor.get('/').expect(303);
    expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(401);
    expect((await visitor.signIn(pendingEmail, TEST_PASSWORD_TEXT)).status).toBe(303);
    const notices = await db().select().from(mail).where(eq(mail.accountId, accountId));
    expect(notices).toMatchObject([{ kind: 'address-change-notice', toAddress: email }]);
    expect((await extranet.visitor().post(`/adresse/${secret}`)).status).toBe(410);
  });
});
