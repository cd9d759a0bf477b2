import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { mail } from '@guichet/shared/db/tables/mail';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { memberSession } from '@guichet/shared/db/tables/member-session';
import { token } from '@guichet/shared/db/tables/token';
import { insertMember, insertPo, TEST_PASSWORD_TEXT, TEST_TOKEN_KEY } from '@guichet/shared/testing/register-rows';
import { totpCode } from '@guichet/shared/testing/totp-code';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';

let extranet: TestExtranet;
let poId: string;
beforeAll(async () => {
  extranet = await startTestExtranet();
  poId = await insertPo(db());
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
const member = () => insertMember(db(), { poId, roles: ['treasurer'] });
const mailsOf = async (accountId: string) => {
  const rows = await db().select().from(mail).where(eq(mail.accountId, accountId)).orderBy(mail.createdAt);
  return rows.map(({ kind, params }) => (params.stage ? `${kind} ${String(params.stage)}` : kind));
};
async function linkOf(accountId: string): Promise<string> {
  const rows = await db().select().from(token).where(eq(token.accountId, accountId)).orderBy(token.createdAt);
  const row = rows.filter(({ purpose, usedAt, voidedAt }) => purpose === 'sign-in' && !usedAt && !voidedAt).at(-1);
  if (!row) throw new Error('No sign-in link.');
  return recoverSecret([TEST_TOKEN_KEY], row);
}
async function signedIn(email: string): Promise<Visitor> {
  const visitor = extranet.visitor();
  expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(303);
  return visitor;
}
/** Links an app to the account of this visitor. Answers its secret, and the codes on paper. */
async function linkApp(visitor: Visitor): Promise<{ secret: string; codes: string[] }> {
  await visitor.post('/compte/application');
  const page = await visitor.get('/compte/application');
  const secret = /<code class="secret">([^<]+)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
  const wrong = await visitor.post('/compte/application/code', { code: '12' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain(secret.slice(0, 4));
  const done = await visitor.post('/compte/application/code', { code: await totpCode(secret, new Date()) });
  const codes = [...done.text.matchAll(/<code>([^<]+)</g)].map(([, code = '']) => code);
  expect(codes).toHaveLength(10);
  return { secret, codes };
}

describe('the one-time link', () => {
  test('is asked in the same words for every address, opens by a button, once, and leads back', async () => {
    const { accountId, email } = await member();
    const visitor = extranet.visitor();
    const [known, unknown] = [
      await visitor.post('/connexion/lien', { email, retour: '/mes-donnees' }),
      await visitor.post('/connexion/lien', { email: 'personne@inconnu.example', retour: '/mes-donnees' }),
    ];
    expect([known.status, textOf(known.text)]).toEqual([unknown.status, textOf(unknown.text)]);
    expect(await mailsOf(accountId)).toEqual(['sign-in-link']);
    const secret = await linkOf(accountId);
    for (let turn = 0; turn < 20; turn += 1) await extranet.visitor().get(`/connexion/lien/${secret}`).expect(200);
    const answers = await Promise.all(
      [visitor, extranet.visitor(), extranet.visitor()].map((each) => each.post(`/connexion/lien/${secret}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    const [own] = answers;
    if (own?.status === 303) expect(own.headers.location).toBe('/mes-donnees');
    await extranet.visitor().get(`/connexion/lien/${secret}`).expect(410);
  });

  test('is too old after a quarter of an hour, and another is no trouble', async () => {
    const { accountId, email } = await member();
    await extranet.visitor().post('/connexion/lien', { email });
    const secret = await linkOf(accountId);
    extranet.now.value = new Date(Date.now() + 16 * 60_000);
    try {
      const late = await extranet.visitor().post(`/connexion/lien/${secret}`);
      expect(late.status).toBe(410);
      expect((await extranet.visitor().post(`/connexion/lien/${secret}/nouveau-lien`)).status).toBe(200);
    } finally {
      extranet.now.value = null;
    }
    expect(await mailsOf(accountId)).toEqual(['sign-in-link', 'sign-in-link']);
  });

  test('that a stranger asks for meanwhile leaves the first one good', async () => {
    const { accountId, email } = await member();
    await extranet.visitor().post('/connexion/lien', { email });
    const first = await linkOf(accountId);
    extranet.now.value = new Date(Date.now() + 3 * 60_000);
    try {
      await extranet.visitor().post('/connexion/lien', { email });
      expect(await linkOf(accountId)).not.toBe(first);
      expect((await extranet.visitor().post(`/connexion/lien/${first}`)).status).toBe(303);
    } finally {
      extranet.now.value = null;
    }
  });
});

describe('the code of an app', () => {
  test('is asked after the password and after the link, and nothing opens before', async () => {
    const { accountId, email } = await member();
    const owner = await signedIn(email);
    const { secret, codes } = await linkApp(owner);
    await owner.get('/').expect(200);
    const other = extranet.visitor();
    const half = await other.post('/connexion', { email, password: TEST_PASSWORD_TEXT, retour: '/dossier' });
    expect(half.headers.location).toBe('/connexion/code?retour=%2Fdossier');
    for (const path of ['/', '/compte', '/dossier', '/compte/application']) {
      expect((await other.get(path)).headers.location).toMatch(/^\/connexion\/code/);
    }
    expect((await other.post('/compte/application/retirer')).status).toBe(401);
    expect((await other.post('/connexion/code', { code: '000000' })).status).toBe(401);
    // The next step: the one that confirmed the app is used up.
    extranet.now.value = new Date(Date.now() + 30_000);
    const code = await totpCode(secret, extranet.now.value);
    const inside = await other.post('/connexion/code', { code, retour: '/dossier' });
    extranet.now.value = null;
    expect(inside.headers.location).toBe('/dossier');
    await other.get('/compte').expect(200);

    const third = extranet.visitor();
    await third.post('/connexion/lien', { email });
    const byLink = await third.post(`/connexion/lien/${await linkOf(accountId)}`);
    expect(byLink.headers.location).toMatch(/^\/connexion\/code/);
    const [paper = ''] = codes;
    expect((await third.post('/connexion/code-de-secours', { code: paper.toLowerCase() })).status).toBe(303);
    await third.get('/compte').expect(200);
    expect((await extranet.visitor().post('/connexion/code-de-secours', { code: paper })).headers.location).toBe(
      '/connexion',
    );
    expect(await mailsOf(accountId)).toContain('account-security recovery-code-used');
  });

  test('can be taken away again, with its codes on paper', async () => {
    const { accountId, email } = await member();
    const visitor = await signedIn(email);
    await linkApp(visitor);
    expect(textOf((await visitor.get('/compte')).text)).toContain('Codes de secours restants : 10.');
    expect((await visitor.post('/compte/application/codes-de-secours')).text).toContain('Vos codes de secours');
    await visitor.post('/compte/application/retirer');
    expect((await extranet.visitor().signIn(email, TEST_PASSWORD_TEXT)).headers.location).toBe('/');
    const told = await mailsOf(accountId);
    expect(told.filter((kind) => kind.startsWith('account-security'))).toEqual([
      'account-security totp-added',
      'account-security recovery-codes-renewed',
      'account-security totp-removed',
      'account-security new-device',
    ]);
  });
});

describe('a device', () => {
  test('that was not seen before is told once, without a word about whom or where', async () => {
    const { accountId, email } = await member();
    await db().update(memberAccount).set({ activatedAt: new Date() }).where(eq(memberAccount.id, accountId));
    const home = await signedIn(email);
    expect(await mailsOf(accountId)).toEqual([]);
    const away = await signedIn(email);
    for (const visitor of [home, away, away]) {
      await visitor.post('/deconnexion');
      expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(303);
    }
    expect(await mailsOf(accountId)).toEqual(['account-security new-device']);
    const page = textOf((await away.get('/compte')).text);
    expect(page).toContain('Dernières connexions');
    expect(page.match(/par mot de passe/g)).toHaveLength(5);
  });

  test('is signed out from another, one by one or all at once', async () => {
    const { accountId, email } = await member();
    const [here, there, elsewhere] = [await signedIn(email), await signedIn(email), await signedIn(email)];
    const [oldest] = await db()
      .select()
      .from(memberSession)
      .where(eq(memberSession.userId, accountId))
      .orderBy(memberSession.createdAt);
    const stranger = await signedIn((await member()).email);
    expect((await stranger.post(`/compte/sessions/${oldest?.id}/fermer`)).status).toBe(404);
    await here.get('/compte').expect(200);
    expect((await there.post(`/compte/sessions/${oldest?.id}/fermer`)).status).toBe(303);
    await here.get('/compte').expect(303);
    await there.post('/compte/sessions/fermer-les-autres');
    await elsewhere.get('/compte').expect(303);
    await there.get('/compte').expect(200);
  });
});

describe('what protects the account', () => {
  test('asks who is there when the last proof is old, and leads back', async () => {
    const { email } = await member();
    const visitor = await signedIn(email);
    extranet.now.value = new Date(Date.now() + 11 * 60_000);
    try {
      for (const path of ['/compte/mot-de-passe', '/compte/adresse', '/compte/cles', '/compte/application']) {
        const sent = await visitor.get(path);
        expect(sent.headers.location).toBe(`/compte/confirmer?retour=${encodeURIComponent(path)}`);
      }
      const posted = await visitor.post('/compte/mot-de-passe', { password: 'onze hiboux comptent les tuiles' });
      expect(posted.headers.location).toBe('/compte/confirmer?retour=%2Fcompte%2Fmot-de-passe');
      const wrong = await visitor.post('/compte/confirmer', { password: 'pas le mien', retour: '/compte/adresse' });
      expect(wrong.status).toBe(422);
      const right = { password: TEST_PASSWORD_TEXT, retour: '/compte/adresse' };
      expect((await visitor.post('/compte/confirmer', right)).headers.location).toBe('/compte/adresse');
      await visitor.get('/compte/mot-de-passe').expect(200);
      const abroad = { ...right, retour: 'https://ailleurs.example/' };
      expect((await visitor.post('/compte/confirmer', abroad)).headers.location).toBe('/');
    } finally {
      extranet.now.value = null;
    }
  });

  test('a new password ends the other sessions and is told; a weak one is refused with the reason', async () => {
    const { accountId, email } = await member();
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const weak = await here.post('/compte/mot-de-passe', { password: 'azertyuiopqsdfg' });
    expect(weak.status).toBe(422);
    const changed = await here.post('/compte/mot-de-passe', { password: 'onze hiboux comptent les tuiles' });
    expect(changed.headers.location).toBe('/compte?fait=mot-de-passe');
    await there.get('/compte').expect(303);
    await here.get('/compte').expect(200);
    expect((await extranet.visitor().signIn(email, TEST_PASSWORD_TEXT)).status).toBe(401);
    expect(await mailsOf(accountId)).toContain('password-changed');
  });

  test('another address is asked in the same words, whether or not it opens another account', async () => {
    const [self, other] = [await member(), await member()];
    const visitor = await signedIn(self.email);
    expect((await visitor.post('/compte/adresse', { email: 'pas une adresse' })).status).toBe(422);
    const answers = [
      await visitor.post('/compte/adresse', { email: other.email }),
      await visitor.post('/compte/adresse', { email: 'libre@membres.example' }),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, '/compte?fait=adresse'],
      [303, '/compte?fait=adresse'],
    ]);
    expect(textOf((await visitor.get('/compte')).text)).toContain('Changement demandé : libre@membres.example');
    const links = await db().select().from(token).where(eq(token.accountId, self.accountId));
    const usable = links.filter(({ voidedAt }) => voidedAt === null);
    const [first = '', second = ''] = usable.map((row) => recoverSecret([TEST_TOKEN_KEY], row));
    const stranger = extranet.visitor();
    for (let turn = 0; turn < 20; turn += 1) await stranger.get(`/nouvelle-adresse/${first}`).expect(200);
    expect(textOf((await stranger.post(`/nouvelle-adresse/${first}`)).text)).toContain('Il reste à confirmer');
    // Pressed or opened once more, it says what is left to do; it asks for nothing anew.
    const again = [await stranger.get(`/nouvelle-adresse/${first}`), await stranger.post(`/nouvelle-adresse/${first}`)];
    for (const { status, text } of again) {
      expect(status).toBe(410);
      expect(textOf(text)).toContain('C’est confirmé ici Il reste à confirmer dans l’autre message');
    }
    const last = await stranger.post(`/nouvelle-adresse/${second}`);
    // Whoever is signed in reads it too, before their session ends.
    expect([last.status, textOf(last.text).includes('Les deux adresses sont confirmées')]).toEqual([200, true]);
    const after = await stranger.get(`/nouvelle-adresse/${second}`).expect(410);
    expect(textOf(after.text)).toContain('Les deux adresses sont confirmées');
  });

  test('an address taken back leaves dead links', async () => {
    const self = await member();
    const visitor = await signedIn(self.email);
    await visitor.post('/compte/adresse', { email: 'reprise@membres.example' });
    expect((await visitor.post('/compte/adresse/abandonner')).status).toBe(303);
    expect(textOf((await visitor.get('/compte')).text)).not.toContain('Changement demandé');
    const [link] = await db().select().from(token).where(eq(token.accountId, self.accountId));
    if (!link) throw new Error('No link.');
    await extranet
      .visitor()
      .get(`/nouvelle-adresse/${recoverSecret([TEST_TOKEN_KEY], link)}`)
      .expect(410);
  });

  test('no passkey that nobody has opens anything', async () => {
    const visitor = extranet.visitor();
    const made = { id: 'inconnue', rawId: 'inconnue', type: 'public-key', response: { clientDataJSON: 'e30' } };
    for (const response of ['', '[]', '{"id":3}', JSON.stringify(made)]) {
      expect((await visitor.post('/connexion/cle', { response })).status).toBe(401);
    }
    const owner = await signedIn((await member()).email);
    expect((await owner.post('/compte/cles', { name: 'Tablette', response: JSON.stringify(made) })).status).toBe(422);
    expect((await owner.get('/compte/cles/pas-un-numero')).status).toBe(404);
    expect((await owner.post('/compte/cles/pas-un-numero/retirer')).status).toBe(404);
  });
});
