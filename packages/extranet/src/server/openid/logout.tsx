import { sendCookies } from '@guichet/shared/auth/auth-realm';
import type { MemberAuth } from '@guichet/shared/auth/member-auth';
import type { Database } from '@guichet/shared/db/client';
import { oidcGrant } from '@guichet/shared/db/tables/oidc-grant';
import { platform } from '@guichet/shared/db/tables/platform';
import { renderDocument } from '@guichet/shared/http/render-page';
import { allowFormTarget } from '@guichet/shared/http/security-headers';
import { and, eq, inArray } from 'drizzle-orm';
import type { Request, Response } from 'express';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Secretariat } from '../../reads/read-secretariat.ts';
import { framed } from '../frame.tsx';
import { SignedOutPage, SignOutPage } from '../pages/platforms/sign-out-pages.tsx';
import type { OpenSignedIn, ReadSignedIn } from './signed-in.ts';

export type LogoutOptions = {
  db: Database;
  auth: MemberAuth;
  signedIn: ReadSignedIn;
  readSecretariat: () => Promise<Secretariat | null>;
};

/** What the provider keeps from the question to the answer. */
type LogoutState = { secret: string; clientId?: string; postLogoutRedirectUri?: string; state?: string };

/** Sign-out asked for by a platform: the member chooses whether the extranet ends too. */
export function logoutPages({ signedIn, readSecretariat }: LogoutOptions) {
  return {
    logoutSource: async (ctx: KoaContextWithOIDC) => askOrLeave(ctx, { signedIn, readSecretariat }),
    postLogoutSuccessSource: async (ctx: KoaContextWithOIDC) => {
      const page = framed(ctx.res as Response, {
        title: 'Vous êtes déconnecté·e',
        secretariat: await readSecretariat(),
        children: <SignedOutPage />,
      });
      ctx.type = 'html';
      ctx.body = renderDocument(page);
    },
  };
}

/**
 * Stands around the provider: asks as well where its own session is gone and ours is not (its own answer is a page of
 * its own that posts itself), and ends our session, or what this platform holds of it, once the member has answered.
 */
export function aroundLogout(options: LogoutOptions): Parameters<Provider['use']>[0] {
  return async (koa, next) => {
    const member = koa.path.startsWith('/session/end') ? await options.signedIn(koa.req) : null;
    await next();
    // The provider puts its own context on Koa's.
    const ctx = koa as unknown as KoaContextWithOIDC;
    const done = ctx.status < 400;
    if (ctx.oidc?.route === 'end_session' && done && !ctx.oidc.session?.accountId) await askOrLeave(ctx, options);
    if (ctx.oidc?.route === 'end_session_confirm' && done && member) await end(ctx, member, options);
  };
}

async function askOrLeave(
  ctx: KoaContextWithOIDC,
  { signedIn, readSecretariat }: Pick<LogoutOptions, 'signedIn' | 'readSecretariat'>,
): Promise<void> {
  const state = ctx.oidc.session?.state as LogoutState | undefined;
  if (!state) throw new Error('the provider asked without a question');
  const { postLogoutRedirectUri: back } = state;
  if ((await signedIn(ctx.req)) === null) {
    // Nobody is signed in any more: there is nothing to ask.
    await ctx.oidc.session?.destroy();
    const url = new URL(back ?? ctx.oidc.urlFor('end_session_success'));
    if (back !== undefined && state.state !== undefined) url.searchParams.set('state', state.state);
    ctx.status = 303;
    ctx.redirect(url.href);
    return;
  }
  const res = ctx.res as Response;
  if (back !== undefined) allowFormTarget(res, back);
  const name = ctx.oidc.client?.clientName ?? null;
  const page = framed(res, {
    title: 'Se déconnecter',
    secretariat: await readSecretariat(),
    children: <SignOutPage action={ctx.oidc.urlFor('end_session_confirm')} secret={state.secret} platform={name} />,
  });
  ctx.status = 200;
  ctx.type = 'html';
  ctx.body = renderDocument(page);
}

async function end(ctx: KoaContextWithOIDC, member: OpenSignedIn, { auth, db }: LogoutOptions): Promise<void> {
  if (ctx.oidc.params?.logout) return sendCookies(ctx.res as Response, await auth.signOut(ctx.req as Request));
  const clientId = ctx.oidc.client?.clientId;
  if (clientId === undefined) return;
  const ofPlatform = db.select({ id: platform.id }).from(platform).where(eq(platform.clientId, clientId));
  await db
    .delete(oidcGrant)
    .where(and(eq(oidcGrant.sessionId, member.sessionId), inArray(oidcGrant.platformId, ofPlatform)));
}
