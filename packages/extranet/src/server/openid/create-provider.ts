import { readMember } from '@guichet/shared/auth/member-access';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import Provider, { type Configuration, type FindAccount, type JWK } from 'oidc-provider';
import { createStore } from './store.ts';
import type { StoreOptions } from './stored.ts';
import { createInteractionPolicy } from './interaction-policy.ts';
import { loadGrant } from './load-grant.ts';
import { logoutPages, type LogoutOptions } from './logout.tsx';
import { readMemberClaims } from './member-claims.ts';
import { OPENID_PATH } from './openid-path.ts';
import { compareDigests, findPlatform, mayEnter } from './platform-client.ts';
import { showOpenidError } from './show-error.tsx';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export type ProviderOptions = StoreOptions &
  LogoutOptions & {
    publicUrl: string;
    cookieKeys: readonly string[];
    jwks: JWK[];
    now: () => Date;
  };

/**
 * The OpenID Connect provider: the authorisation code with PKCE and nothing else. No refresh tokens: a platform that
 * wants to know again asks again, without a screen while the session lasts (decision 039).
 */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(`${options.publicUrl}${OPENID_PATH}`, configure(options));
  // Who asks does not decide what we are called: every address is made from the configured origin, never from Host.
  provider.OIDCContext.prototype.urlFor = (name, opt) => provider.urlFor(name, opt);
  provider.proxy = true;
  provider.silent = true;
  compareDigests(provider);
  return provider;
}

function configure(options: ProviderOptions): Configuration {
  const { db, publicUrl, signedIn } = options;
  const https = publicUrl.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure: https, signed: true, overwrite: true } as const;
  return {
    adapter: createStore(options),
    jwks: { keys: options.jwks },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'none'],
    clientDefaults: { grant_types: ['authorization_code'], response_types: ['code'] },
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    scopes: ['openid', 'profile', 'email', 'roles'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'given_name', 'family_name'],
      email: ['email', 'email_verified'],
      roles: ['roles', 'pos'],
    },
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: () => true },
    // The database ends grants with the session of the extranet; the provider's own session is only a memory.
    expiresWithSession: async () => false,
    ttl: {
      AuthorizationCode: MINUTE,
      AccessToken: 10 * MINUTE,
      IdToken: 10 * MINUTE,
      Grant: 15 * MINUTE,
      // Somebody may have to wait for a mail before they are signed in.
      Interaction: HOUR,
      Session: 24 * HOUR,
    },
    cookies: {
      keys: [...options.cookieKeys],
      names: {
        session: https ? '__Host-guichet-member.openid' : 'guichet-member.openid',
        interaction: 'guichet-member.openid-step',
        resume: 'guichet-member.openid-resume',
      },
      long: cookie,
      short: cookie,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: true, ...logoutPages(options) },
    },
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.canParse(uri) && new URL(uri).origin === origin),
    findAccount: findAccount(options),
    loadExistingGrant: (ctx) => loadGrant(ctx, { db, signedIn }),
    interactions: {
      policy: createInteractionPolicy({ db, signedIn }),
      url: (_ctx, interaction) => `/plateforme/${interaction.uid}`,
    },
    renderError: (ctx, out) => showOpenidError(ctx, out, options),
    discovery: { service_documentation: undefined },
  };
}

/** Who somebody is today, computed at each request: also while a token is still good, a mandate or a role may be over. */
function findAccount({ db, signedIn, now }: ProviderOptions): FindAccount {
  return async (ctx, accountId, token) => {
    const member = token ? await readMember(db, accountId, todayInBrussels(now())) : await signedIn(ctx.req);
    if (member?.access !== 'open' || member.actor.id !== accountId) return undefined;
    const platform = await findPlatform(db, ctx.oidc.client?.clientId ?? '');
    if (token && (!platform || !mayEnter(platform, member))) return undefined;
    return {
      accountId,
      claims: async () => readMemberClaims(db, { accountId, pos: member.pos }, platform?.roles ?? null),
    };
  };
}
