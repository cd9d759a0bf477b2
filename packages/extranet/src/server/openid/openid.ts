import { hkdfSync, type KeyObject } from 'node:crypto';
import { createSealer } from '@guichet/shared/auth/sealer';
import type { Logger } from '@guichet/shared/http/logging';
import type { RateLimit } from '@guichet/shared/http/rate-limit';
import type { Express, RequestHandler } from 'express';
import type Provider from 'oidc-provider';
import type { Extranet } from '../extranet.ts';
import { aroundLogout } from './logout.tsx';
import { OPENID_PATH } from './openid-path.ts';
import { loadSigningKeys } from './signing-keys.ts';
import { createSignedInReader, type ReadSignedIn } from './signed-in.ts';

export type Openid = {
  /** The provider, made when it is first asked for: its key may be in the database. */
  provider: () => Promise<Provider>;
  signedIn: ReadSignedIn;
};

export type OpenidOptions = {
  extranet: Pick<Extranet, 'db' | 'auth' | 'publicUrl' | 'now' | 'readSecretariat'>;
  tokenKeys: readonly string[];
  signingKeys: readonly KeyObject[] | undefined;
  log: Logger;
};

export function createOpenid({ extranet, tokenKeys, signingKeys, log }: OpenidOptions): Openid {
  const { db, auth, publicUrl, now, readSecretariat } = extranet;
  const sealer = createSealer(tokenKeys, 'openid');
  const signedIn = createSignedInReader(auth);
  const make = async () => {
    // Read when the first platform asks: an installation without platforms does not pay for the library.
    const { createProvider } = await import('./create-provider.ts');
    const jwks = await loadSigningKeys(db, { given: signingKeys, sealer, log });
    const cookieKeys = tokenKeys.map((key) =>
      Buffer.from(hkdfSync('sha256', key, '', 'openid cookies', 32)).toString('hex'),
    );
    const provider = createProvider({ db, sealer, signedIn, auth, readSecretariat, publicUrl, cookieKeys, jwks, now });
    provider.use(aroundLogout({ db, auth, signedIn, readSecretariat }));
    provider.on('server_error', (_ctx, err) => log.error({ err }, 'the OpenID provider failed'));
    return provider;
  };
  let made: Promise<Provider> | undefined;
  const provider = () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return { provider, signedIn };
}

/** Stands before our own walls against other sites: programs of platforms call it, and it has walls of its own. */
export function mountOpenid(
  app: Express,
  openid: Openid,
  { publicUrl, signIns }: { publicUrl: string; signIns: RateLimit },
): void {
  const protocol = new URL(publicUrl).protocol.slice(0, -1);
  const answer: RequestHandler = async (req, res) => {
    const provider = await openid.provider();
    // Whether cookies are Secure follows from the configured origin, not from what a caller claims.
    req.headers['x-forwarded-proto'] = protocol;
    await provider.callback()(req, res);
  };
  // Each sign-in that begins leaves a row behind for an hour.
  const limit: RequestHandler = async (req, _res, next) => {
    await signIns.consume(req.ip ?? '');
    next();
  };
  app.get(`${OPENID_PATH}/auth`, limit);
  app.use(OPENID_PATH, answer);
}
