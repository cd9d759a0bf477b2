import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { insertPlatform, TEST_PLATFORM_SECRET, TEST_REDIRECT_URI } from '@guichet/shared/testing/insert-platform';
import { insertMember, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import * as client from 'openid-client';
import type request from 'supertest';
import { startTestExtranet, type TestExtranet, type TestExtranetOptions, type Visitor } from './extranet-app.ts';

export type OpenidRig = {
  extranet: TestExtranet;
  publicUrl: string;
  issuer: URL;
  close: () => Promise<void>;
};

/** The extranet at an address of its own: platforms speak to it over the wire, as they do. */
export async function startOpenidRig(options: Pick<TestExtranetOptions, 'assets'> = {}): Promise<OpenidRig> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const extranet = await startTestExtranet({ publicUrl, ...options });
  server.on('request', extranet.app);
  return {
    extranet,
    publicUrl,
    issuer: new URL(`${publicUrl}/oidc`),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await extranet.database.close();
    },
  };
}

/** A platform as its own programmers would make it: an independent, certified client library. */
export async function discover(rig: OpenidRig, clientId: string, secret: string | null = TEST_PLATFORM_SECRET) {
  const auth = secret === null ? client.None() : client.ClientSecretBasic(secret);
  const config = await client.discovery(rig.issuer, clientId, undefined, auth, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  });
  return config;
}

export type Asked = { url: URL; verifier: string; state: string; nonce: string };

/** A request for a sign-in, with PKCE. */
export async function ask(config: client.Configuration, extra: Record<string, string> = {}): Promise<Asked> {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: TEST_REDIRECT_URI,
    scope: 'openid profile email roles',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...extra,
  });
  return { url, verifier, state, nonce };
}

/** Where a browser ends that follows every redirect: a page of the extranet, or an address elsewhere. */
export async function follow(
  rig: OpenidRig,
  visitor: Visitor,
  from: string,
): Promise<{ page: request.Response; at: URL }> {
  let at = new URL(from, rig.publicUrl);
  for (let hops = 0; hops < 12; hops += 1) {
    const page = await visitor.get(`${at.pathname}${at.search}`);
    if (page.status < 300 || page.status >= 400) return { page, at };
    at = new URL(page.headers.location ?? '', at);
    if (at.origin !== rig.publicUrl) return { page, at };
  }
  throw new Error('the redirects go round in circles');
}

/** Answers the page of a step, and follows to where that leads. */
export async function choose(rig: OpenidRig, visitor: Visitor, page: request.Response, choix: string): Promise<URL> {
  const action = /action="(\/plateforme\/[^"]+)"/.exec(page.text)?.[1] ?? '';
  const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
  const answer = await visitor.post(action, { choix, version });
  return (await follow(rig, visitor, answer.headers.location ?? '')).at;
}

export async function exchange(config: client.Configuration, asked: Asked, at: URL) {
  return client.authorizationCodeGrant(config, at, {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    expectedNonce: asked.nonce,
  });
}

/** A member who has agreed, and the platform's tokens. */
export async function enter(rig: OpenidRig, wanted: { config: client.Configuration; visitor: Visitor }) {
  const asked = await ask(wanted.config);
  const arrived = await follow(rig, wanted.visitor, asked.url.href);
  const at =
    arrived.at.origin === rig.publicUrl ? await choose(rig, wanted.visitor, arrived.page, 'accepter') : arrived.at;
  return { asked, at, tokens: await exchange(wanted.config, asked, at) };
}

/** A member in a browser of their own, signed in. */
export async function memberAt(rig: OpenidRig, values: Parameters<typeof insertMember>[1]) {
  const member = await insertMember(rig.extranet.database.db('admin'), values);
  const visitor = rig.extranet.visitor();
  await visitor.signIn(member.email, TEST_PASSWORD_TEXT);
  await rig.extranet.database.sql('admin')`truncate rate_limit`;
  return { ...member, visitor };
}

export const newPlatform = (rig: OpenidRig, values: Parameters<typeof insertPlatform>[1] = {}) =>
  insertPlatform(rig.extranet.database.db('admin'), values);
