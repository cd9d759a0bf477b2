import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { platform } from '@guichet/shared/db/tables/platform';
import { insertPo } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import * as client from 'openid-client';
import { createTestApp, newVisitor, textOf } from './extranet-app.ts';
import {
  ask,
  choose,
  discover,
  enter,
  exchange,
  follow,
  memberAt,
  newPlatform,
  type OpenidRig,
  startOpenidRig,
} from './openid-rig.ts';

let rig: OpenidRig;
let poId: string;
const db = () => rig.extranet.database.db('admin');
const sql = () => rig.extranet.database.sql('admin');

beforeAll(async () => {
  rig = await startOpenidRig();
  poId = await insertPo(db(), { fase: 900_201, name: 'PO Saint-Exemple ASBL' });
});
afterAll(() => rig.close());

const userInfo = (config: client.Configuration, { tokens }: Awaited<ReturnType<typeof enter>>) =>
  client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
const refusedWith = (error: string) => expect.objectContaining({ error });

describe('a member who comes from a platform', () => {
  test('signs in, agrees once, and is known there with the roles of today', async () => {
    const { clientId } = await newPlatform(rig);
    const config = await discover(rig, clientId);
    const member = await memberAt(rig, { poId, roles: ['president', 'treasurer'] });
    await member.visitor.post('/deconnexion');
    const asked = await ask(config);
    const first = await follow(rig, member.visitor, asked.url.href);
    expect(first.at.pathname).toBe('/connexion');
    const back = first.at.searchParams.get('retour') ?? '';
    const signedIn = await member.visitor.post('/connexion', {
      email: member.email,
      password: 'quatre lamas bleus sifflotent',
      retour: back,
    });
    expect(signedIn.headers.location).toBe(back);
    // A page of its own ends the way of the form; the header goes on without JavaScript.
    const between = await member.visitor.get(back).expect(200);
    const consent = await follow(rig, member.visitor, between.headers.refresh?.slice('0; url='.length) ?? '');
    const words = textOf(consent.page.text);
    expect(words).toContain('Ouvrir Centrale d’essai avec votre compte ?');
    expect(words).toContain('La centrale sert à commander ensemble.');
    expect(words).toContain('PO Saint-Exemple ASBL (FASE 900201) : Président·e, Trésorier·ère');
    expect(consent.page.headers['content-security-policy']).toMatch(
      /form-action 'self' [^;]*https:\/\/commande\.example;/,
    );
    expect(consent.page.headers['cache-control']).toBe('no-store');
    const at = await choose(rig, member.visitor, consent.page, 'accepter');
    expect(at.origin + at.pathname).toBe('https://commande.example/retour');
    const tokens = await exchange(config, asked, at);
    expect(tokens.refresh_token).toBeUndefined();
    expect(tokens.expires_in).toBeLessThanOrEqual(600);
    expect(tokens.claims()).toMatchObject({ sub: member.accountId, iss: rig.issuer.href, aud: clientId });
    expect(await client.fetchUserInfo(config, tokens.access_token, member.accountId)).toEqual({
      ...{ sub: member.accountId, name: 'Colette Vandenbosch', given_name: 'Colette', family_name: 'Vandenbosch' },
      ...{ email: member.email, email_verified: true, roles: ['president', 'treasurer'] },
      pos: [{ fase: 900_201, name: 'PO Saint-Exemple ASBL', roles: ['president', 'treasurer'] }],
    });
    const again = await follow(rig, member.visitor, (await ask(config)).url.href);
    expect(again.at.searchParams.get('code')).toMatch(/^.{40,}$/);
    const silent = await follow(rig, member.visitor, (await ask(config, { prompt: 'none' })).url.href);
    expect(silent.at.searchParams.get('code')).not.toBeNull();
  });

  test('is told which role opens it, and the platform that it was refused', async () => {
    const { clientId } = await newPlatform(rig, { roles: ['po-referent'] });
    const config = await discover(rig, clientId);
    const { visitor } = await memberAt(rig, { poId, roles: ['treasurer'] });
    const { page } = await follow(rig, visitor, (await ask(config)).url.href);
    expect(page.status).toBe(403);
    expect(textOf(page.text)).toContain('Centrale d’essai s’ouvre avec le rôle Référent·e PO');
    const at = await choose(rig, visitor, page, 'refuser');
    expect(at.origin).toBe('https://commande.example');
    expect(at.searchParams.get('error')).toBe('access_denied');
    const silent = await follow(rig, visitor, (await ask(config, { prompt: 'none' })).url.href);
    expect(silent.at.searchParams.get('error')).toBe('access_denied');
    // Agreeing by hand to what is not offered leads nowhere.
    const { page: second } = await follow(rig, visitor, (await ask(config)).url.href);
    expect((await choose(rig, visitor, second, 'accepter')).origin).toBe(rig.publicUrl);
    expect(
      await sql()`select from oidc_grant g join platform p on p.id = g.platform_id where p.client_id = ${clientId}`,
    ).toEqual([]);
  });

  test('tells a platform only the roles that it is for', async () => {
    const { clientId } = await newPlatform(rig, { roles: ['po-referent'], shares: ['roles'] });
    const config = await discover(rig, clientId);
    const { visitor, accountId } = await memberAt(rig, { poId, roles: ['po-referent', 'president'] });
    const asked = await ask(config, { scope: 'openid roles' });
    const at = await choose(rig, visitor, (await follow(rig, visitor, asked.url.href)).page, 'accepter');
    const tokens = await exchange(config, asked, at);
    expect(await client.fetchUserInfo(config, tokens.access_token, accountId)).toEqual({
      sub: accountId,
      roles: ['po-referent'],
      pos: [{ fase: 900_201, name: 'PO Saint-Exemple ASBL', roles: ['po-referent'] }],
    });
    const more = await follow(rig, visitor, (await ask(config, { scope: 'openid email' })).url.href);
    expect(more.at.searchParams.get('error')).toBe('invalid_scope');
  });

  test('who does not agree goes back with a refusal, and is asked again when the text changes', async () => {
    const { clientId, id } = await newPlatform(rig);
    const config = await discover(rig, clientId);
    const member = await memberAt(rig, { poId, roles: ['secretary'] });
    const { page } = await follow(rig, member.visitor, (await ask(config)).url.href);
    expect((await choose(rig, member.visitor, page, 'refuser')).searchParams.get('error')).toBe('access_denied');
    await enter(rig, { config, visitor: member.visitor });
    await db().update(platform).set({ consentVersion: 2, consentText: 'Autre chose.' }).where(eq(platform.id, id));
    const asked = await follow(rig, member.visitor, (await ask(config)).url.href);
    expect(textOf(asked.page.text)).toContain('Autre chose.');
    // An older page of that question agrees to nothing.
    await db().update(platform).set({ consentVersion: 3 }).where(eq(platform.id, id));
    expect((await choose(rig, member.visitor, asked.page, 'accepter')).origin).toBe(rig.publicUrl);
    const rows =
      await sql()`select consent_version, withdrawn_at is null as open from platform_consent where platform_id = ${id}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ consent_version: 1, open: true }]);
  });

  test('in the browser of somebody else is known as themselves', async () => {
    const config = await discover(rig, (await newPlatform(rig)).clientId);
    const one = await memberAt(rig, { poId, roles: ['president'] });
    const other = await memberAt(rig, { poId, roles: ['treasurer'], firstName: 'Albert' });
    expect((await enter(rig, { config, visitor: one.visitor })).tokens.claims()?.sub).toBe(one.accountId);
    await one.visitor.signIn(other.email, 'quatre lamas bleus sifflotent');
    expect((await enter(rig, { config, visitor: one.visitor })).tokens.claims()?.sub).toBe(other.accountId);
  });

  test('proves again who they are when the platform wants it', async () => {
    const config = await discover(rig, (await newPlatform(rig)).clientId);
    const { visitor, email } = await memberAt(rig, { poId, roles: ['president'] });
    await sql()`update member_session set authenticated_at = now() - interval '1 hour'`;
    const asked = await ask(config, { prompt: 'login' });
    const { page } = await follow(rig, visitor, asked.url.href);
    expect(textOf(page.text)).toContain('Identifiez-vous à nouveau');
    const signIn = await choose(rig, visitor, page, 'identifier');
    expect(signIn.pathname).toBe('/connexion');
    await sql()`update member_session set authenticated_at = now() - interval '1 hour'`;
    const retour = signIn.searchParams.get('retour') ?? '';
    await visitor.post('/connexion', { email, password: 'quatre lamas bleus sifflotent', retour });
    await sql()`update member_session set authenticated_at = now() + interval '2 seconds'`;
    const consent = await follow(rig, visitor, retour.replace('/suite', ''));
    const at = await choose(rig, visitor, consent.page, 'accepter');
    expect((await exchange(config, asked, at)).claims()?.auth_time).toBeGreaterThan(Date.now() / 1_000 - 60);
  });
});

describe('the platforms that a member lets know who they are', () => {
  test('are listed with what they are told, and taken back at once by a button', async () => {
    const config = await discover(rig, (await newPlatform(rig, { name: 'Centrale à retirer' })).clientId);
    const { visitor } = await memberAt(rig, { poId, roles: ['president'] });
    expect(textOf((await visitor.get('/plateformes').expect(200)).text)).toContain('Aucune pour le moment');
    const entered = await enter(rig, { config, visitor });
    const page = await visitor.get('/plateformes').expect(200);
    expect(textOf(page.text)).toContain('nom et prénom, adresse e-mail de connexion, PO et rôles du jour');
    const plateforme = /name="plateforme" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await (await memberAt(rig, { poId, roles: ['treasurer'] })).visitor.post('/plateformes/retirer', { plateforme });
    expect(await userInfo(config, entered)).toMatchObject({ roles: ['president'] });
    await visitor.post('/plateformes/retirer', { plateforme });
    await visitor.post('/plateformes/retirer', { plateforme: 'x' });
    expect((await visitor.get('/plateformes')).text).not.toContain('Centrale à retirer');
    await expect(userInfo(config, entered)).rejects.toMatchObject({ status: 401 });
    const silent = await follow(rig, visitor, (await ask(config, { prompt: 'none' })).url.href);
    expect(silent.at.searchParams.get('error')).toBe('consent_required');
    await rig.extranet.visitor().get('/plateformes').expect(303);
  });
});

describe('access ends at once', () => {
  const cut: [string, (who: { accountId: string; personId: string; clientId: string }) => Promise<unknown>][] = [
    [
      'a role that ended yesterday',
      ({ personId }) => sql()`update role_assignment set period = daterange('2020-09-01', current_date)
      where mandate_id in (select id from mandate where person_id = ${personId}) and role = 'po-referent'`,
    ],
    [
      'a mandate that ended yesterday',
      ({
        personId,
      }) => sql()`with roles as (update role_assignment set period = daterange('2020-09-01', current_date - 1)
      where mandate_id in (select id from mandate where person_id = ${personId})) update mandate set period = daterange('2020-09-01', current_date - 1) where person_id = ${personId}`,
    ],
    [
      'an account that is closed',
      ({ accountId }) => sql()`update member_account set state = 'closed', closed_at = now() where id = ${accountId}`,
    ],
    ['a session that ended', ({ accountId }) => sql()`delete from member_session where user_id = ${accountId}`],
    [
      'a platform that is disabled',
      ({ clientId }) => sql()`update platform set disabled_at = now() where client_id = ${clientId}`,
    ],
  ];
  test.each(cut)('with %s: no userinfo, no code that is still good', async (_, end) => {
    const { clientId } = await newPlatform(rig, { roles: ['po-referent'] });
    const config = await discover(rig, clientId);
    const member = await memberAt(rig, { poId, roles: ['po-referent', 'treasurer'] });
    const entered = await enter(rig, { config, visitor: member.visitor });
    const asked = await ask(config);
    const { at } = await follow(rig, member.visitor, asked.url.href);
    expect(await userInfo(config, entered)).toMatchObject({ roles: ['po-referent'] });
    await end({ ...member, clientId });
    await expect(userInfo(config, entered)).rejects.toMatchObject({ status: 401 });
    await expect(exchange(config, asked, at)).rejects.toMatchObject({ status: expect.any(Number) });
  });

  test('by signing out of the extranet', async () => {
    const config = await discover(rig, (await newPlatform(rig)).clientId);
    const { visitor } = await memberAt(rig, { poId, roles: ['president'] });
    const entered = await enter(rig, { config, visitor });
    await visitor.post('/deconnexion');
    await expect(userInfo(config, entered)).rejects.toMatchObject({ status: 401 });
    const { at } = await follow(rig, visitor, (await ask(config, { prompt: 'none' })).url.href);
    expect(at.searchParams.get('error')).toBe('login_required');
  });
});

describe('a platform that signs somebody out', () => {
  async function signOut(extra: Record<string, string> = {}) {
    const config = await discover(rig, (await newPlatform(rig)).clientId);
    const { visitor } = await memberAt(rig, { poId, roles: ['president'] });
    const entered = await enter(rig, { config, visitor });
    const url = client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: 'https://commande.example/au-revoir',
      id_token_hint: entered.tokens.id_token ?? '',
      state: 'xyz',
      ...extra,
    });
    return { config, visitor, entered, ...(await follow(rig, visitor, url.href)) };
  }
  const xsrfOf = (html: string) => /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

  test('ends the extranet too when the member wants it', async () => {
    const { page, visitor, config, entered } = await signOut();
    expect(textOf(page.text)).toContain('Me déconnecter de l’extranet aussi');
    const answer = await visitor.post('/oidc/session/end/confirm', { xsrf: xsrfOf(page.text), logout: 'yes' });
    expect(answer.headers.location).toBe('https://commande.example/au-revoir?state=xyz');
    await visitor.get('/').expect(303);
    await expect(userInfo(config, entered)).rejects.toMatchObject({ status: 401 });
  });

  test('or only what the platform holds', async () => {
    const { page, visitor, config, entered } = await signOut();
    const answer = await visitor.post('/oidc/session/end/confirm', { xsrf: xsrfOf(page.text) });
    expect(answer.headers.location).toBe('https://commande.example/au-revoir?state=xyz');
    await visitor.get('/').expect(200);
    await expect(userInfo(config, entered)).rejects.toMatchObject({ status: 401 });
  });

  test('asks nobody who is signed out already, and goes nowhere but to its own addresses', async () => {
    const { visitor, config, entered } = await signOut();
    await visitor.post('/deconnexion');
    const hint = { id_token_hint: entered.tokens.id_token ?? '' };
    const own = { ...hint, post_logout_redirect_uri: 'https://commande.example/au-revoir', state: 'abc' };
    const gone = await follow(rig, visitor, client.buildEndSessionUrl(config, own).href);
    expect(gone.at.href).toBe('https://commande.example/au-revoir?state=abc');
    const foreign = { ...hint, post_logout_redirect_uri: 'https://ailleurs.example/' };
    const stays = await follow(rig, visitor, client.buildEndSessionUrl(config, foreign).href);
    expect(stays.page.status).toBe(400);
    const { page } = await follow(rig, visitor, client.buildEndSessionUrl(config, hint).href);
    expect(textOf(page.text)).toContain('La plateforme ne peut plus rien demander en votre nom');
  });

  test('cannot have it done by another site', async () => {
    const { visitor } = await signOut();
    await visitor.post('/oidc/session/end/confirm', { xsrf: 'guess', logout: 'yes' });
    await visitor.get('/').expect(200);
  });
});

describe('codes and secrets', () => {
  async function withCode(values: Parameters<typeof newPlatform>[1] = {}) {
    const { clientId } = await newPlatform(rig, values);
    const config = await discover(rig, clientId, values.public ? null : undefined);
    const { visitor } = await memberAt(rig, { poId, roles: ['president'] });
    await enter(rig, { config, visitor });
    const asked = await ask(config);
    const { at } = await follow(rig, visitor, asked.url.href);
    return { clientId, config, visitor, asked, at };
  }

  test('a code is used once: of eight at one moment one gets in, and a late one ends what the first got', async () => {
    const { config, asked, at } = await withCode();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => exchange(config, asked, at)));
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    const second = await withCode();
    const tokens = await exchange(second.config, second.asked, second.at);
    await expect(exchange(second.config, second.asked, second.at)).rejects.toEqual(refusedWith('invalid_grant'));
    const late = client.fetchUserInfo(second.config, tokens.access_token, client.skipSubjectCheck);
    await expect(late).rejects.toMatchObject({ status: 401 });
  });

  test('a wrong verifier, an old code and a wrong secret get nothing', async () => {
    const { config, clientId, asked, at } = await withCode();
    const guess = { ...asked, verifier: client.randomPKCECodeVerifier() };
    await expect(exchange(config, guess, at)).rejects.toEqual(refusedWith('invalid_grant'));
    const stranger = await discover(rig, clientId, 'a-guess-of-the-secret-that-is-long-enough');
    await expect(exchange(stranger, asked, at)).rejects.toMatchObject({ status: 401 });
    await sql()`update oidc_record set expires_at = now() where model = 'AuthorizationCode'`;
    await expect(exchange(config, asked, at)).rejects.toEqual(refusedWith('invalid_grant'));
  });

  test('a public application has no secret, and is nothing without PKCE', async () => {
    const { config, asked, at } = await withCode({ public: true });
    expect((await exchange(config, asked, at)).claims()?.sub).toBeDefined();
    const { url } = await ask(config);
    for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name);
    const bare = await follow(rig, rig.extranet.visitor(), url.href);
    expect(bare.at.searchParams.get('error')).toBe('invalid_request');
    const plain = await ask(config, { code_challenge_method: 'plain' });
    const refused = await follow(rig, rig.extranet.visitor(), plain.url.href);
    expect(refused.at.searchParams.get('error')).toBe('invalid_request');
  });

  test('nothing is sent to an address that is not the platform’s, nor for an unknown or disabled one', async () => {
    const { config, visitor, clientId } = await withCode();
    const foreign = await follow(
      rig,
      visitor,
      (await ask(config, { redirect_uri: 'https://ailleurs.example/' })).url.href,
    );
    expect(foreign.at.origin).toBe(rig.publicUrl);
    expect(foreign.page.status).toBe(400);
    expect(textOf(foreign.page.text)).toContain('une adresse de retour qui n’est pas la sienne');
    const { url } = await ask(config);
    await sql()`update platform set disabled_at = now() where client_id = ${clientId}`;
    const closed = await follow(rig, visitor, url.href);
    expect(closed.page.status).toBe(400);
    expect(textOf(closed.page.text)).toContain('désactivée par le secrétariat');
    url.searchParams.set('client_id', '<script>');
    expect((await follow(rig, visitor, url.href)).page.text).not.toContain('<script>');
  });

  test('another server goes on with what the first began, and the database tells nobody’s secrets', async () => {
    const { asked, at, clientId } = await withCode();
    const other = newVisitor(createTestApp(rig.extranet.database, { publicUrl: rig.publicUrl }));
    const keys = await Promise.all([other.get('/oidc/jwks'), rig.extranet.visitor().get('/oidc/jwks')]);
    expect(keys[0].body.keys).toEqual(keys[1].body.keys);
    expect(keys[0].body.keys[0]).not.toHaveProperty('d');
    const rows =
      await sql()`select to_jsonb(r)::text as row from oidc_record r union all select to_jsonb(g)::text from oidc_grant g
      union all select to_jsonb(k)::text from oidc_signing_key k`;
    const everything = rows.map(({ row }) => row).join('\n');
    for (const secret of [
      at.searchParams.get('code') ?? '',
      asked.nonce,
      asked.state,
      clientId,
      'commande.example',
      'PRIVATE',
    ]) {
      expect(secret).not.toBe('');
      expect(everything).not.toContain(secret);
    }
  });
});

describe('the provider itself', () => {
  test('says what it can do, under the configured address whatever the caller calls us', async () => {
    const { body } = await rig.extranet
      .visitor()
      .get('/oidc/.well-known/openid-configuration')
      .set('Host', 'ailleurs.example')
      .set('X-Forwarded-Host', 'ailleurs.example');
    expect(JSON.stringify(body)).not.toContain('ailleurs');
    expect(body).toMatchObject({
      issuer: rig.issuer.href,
      token_endpoint: `${rig.issuer.href}/token`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'profile', 'email', 'roles'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'],
    });
    for (const name of ['registration_endpoint', 'introspection_endpoint', 'pushed_authorization_request_endpoint'])
      expect(body).not.toHaveProperty(name);
  });

  test('forgets a sign-in that this browser did not begin, and a form without its token does nothing', async () => {
    const config = await discover(rig, (await newPlatform(rig)).clientId);
    const { visitor } = await memberAt(rig, { poId, roles: ['president'] });
    const { at } = await follow(rig, visitor, (await ask(config)).url.href);
    const thief = await memberAt(rig, { poId, roles: ['treasurer'] });
    const stolen = await thief.visitor.get(at.pathname).expect(400);
    expect(textOf(stolen.text)).toContain('recommencez');
    await rig.extranet.visitor().post(at.pathname, { choix: 'accepter' });
    await visitor.post(at.pathname, { choix: 'accepter', _csrf: 'guess' });
    expect(
      await sql()`select from platform_consent c join platform p on p.id = c.platform_id where p.client_id = ${config.clientMetadata().client_id}`,
    ).toEqual([]);
  });
});
