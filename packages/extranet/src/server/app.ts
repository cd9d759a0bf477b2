import type { MemberActor } from '@guichet/shared/auth/member-access';
import { createMemberAuth } from '@guichet/shared/auth/member-auth';
import { requireMember } from '@guichet/shared/auth/require-session';
import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { ExtranetEnv } from '@guichet/shared/env/extranet-env';
import { createApp } from '@guichet/shared/http/create-app';
import type { HealthChecks } from '@guichet/shared/http/health';
import type { Logger } from '@guichet/shared/http/logging';
import type { Metrics } from '@guichet/shared/http/metrics';
import { createRateLimit } from '@guichet/shared/http/rate-limit';
import { settingDefaults } from '@guichet/shared/settings/setting-defaults';
import { type ClientAssets, emptyAssets } from '@guichet/shared/http/static-assets';
import type { Express, Request, Response } from 'express';
import { createSecretariatReader } from '../reads/read-secretariat.ts';
import { chosenTexts } from './extranet-texts.ts';
import { sendClosedPage } from './closed-page.tsx';
import { renderErrorPage } from './error-page.tsx';
import type { Extranet } from './extranet.ts';
import { createOpenid, mountOpenid } from './openid/openid.ts';
import { accountRoutes } from './routes/account/account.tsx';
import { confirmOwnAddressRoutes } from './routes/account/confirm-own-address.tsx';
import { activationRoutes } from './routes/activation.tsx';
import { addressRoutes } from './routes/address.tsx';
import { fileRoutes } from './routes/file.tsx';
import { homeRoutes } from './routes/home.tsx';
import { mailingRoutes } from './routes/mailings/mailings.tsx';
import { unsubscribeRoutes } from './routes/mailings/unsubscribe.tsx';
import { newPasswordRoutes } from './routes/new-password.tsx';
import { ownDataRoutes } from './routes/own-data.tsx';
import { reportChangeRoutes } from './routes/report-change.ts';
import { pageOfFile } from './page-of-file.ts';
import { platformConsentRoutes } from './routes/platform-consents.tsx';
import { platformEntryRoutes } from './routes/platform-entry.tsx';
import { resourceRoutes } from './routes/resources.tsx';
import { signInCodeRoutes } from './routes/sign-in-code.tsx';
import { signInLinkRoutes } from './routes/sign-in-link.tsx';
import { signInPasskeyRoutes } from './routes/sign-in-passkey.tsx';
import { signInRoutes } from './routes/sign-in.tsx';
import { verificationRoutes } from './routes/verification.tsx';

export type ExtranetOptions = {
  connection: Pick<DatabaseConnection, 'db' | 'sql'>;
  env: Pick<ExtranetEnv, 'EXTRANET_URL' | 'INTAKE_URL' | 'TOKEN_KEYS' | 'AUTH_SECRET_MEMBER' | 'TRUST_PROXY' | 'DEMO'> &
    Partial<Pick<ExtranetEnv, 'COLLEAGUE_CONTACTS' | 'OIDC_SIGNING_KEYS'>>;
  log: Logger;
  now?: (() => Date) | undefined;
  /** Wakes the worker after a commit. */
  ring?: (() => void) | undefined;
  assets?: ClientAssets | undefined;
  metrics?: Metrics | undefined;
  health?: HealthChecks | undefined;
};

/** The members' app. Nothing listens yet. */
export function createExtranetApp(options: ExtranetOptions): Express {
  const { connection, env, log, ring, now = () => new Date() } = options;
  const { db, sql } = connection;
  const auth = createMemberAuth({
    db,
    sql,
    publicUrl: env.EXTRANET_URL,
    secret: env.AUTH_SECRET_MEMBER,
    demo: env.DEMO,
    log,
    now,
    ring,
  });
  const extranet: Extranet = {
    db,
    auth,
    publicUrl: env.EXTRANET_URL,
    intakeUrl: env.INTAKE_URL,
    now,
    security: { publicUrl: env.EXTRANET_URL, tokenKeys: env.TOKEN_KEYS, secondFactorRequired: false },
    linkContext: { db, now, log, tokenKeys: env.TOKEN_KEYS, ...(ring ? { ring } : {}) },
    readSecretariat: createSecretariatReader(db),
    settingDefaults: settingDefaults(env),
    downloads: createRateLimit({ store: sql, name: 'member-downloads', points: 20, durationSeconds: 600 }),
    doors: createRateLimit({ store: sql, name: 'member-doors', points: 60, durationSeconds: 600 }),
    passkeyAsks: createRateLimit({ store: sql, name: 'member-passkeys', points: 60, durationSeconds: 600 }),
    mailRequests: createRateLimit({ store: sql, name: 'member-mail-requests', points: 10, durationSeconds: 600 }),
  };
  const openid = createOpenid({ extranet, tokenKeys: env.TOKEN_KEYS, signingKeys: env.OIDC_SIGNING_KEYS, log });
  const signIns = createRateLimit({ store: sql, name: 'platform-sign-ins', points: 300, durationSeconds: 600 });
  const unsubscribing = createRateLimit({ store: sql, name: 'unsubscribing', points: 300, durationSeconds: 600 });
  return createApp({
    name: 'extranet',
    log,
    trustProxy: env.TRUST_PROXY,
    publicUrl: env.EXTRANET_URL,
    csrfKeys: env.TOKEN_KEYS,
    // "Signaler un changement" leads to the public form.
    formTargets: [new URL(env.INTAKE_URL).origin],
    health: options.health,
    metrics: options.metrics,
    assets: options.assets ?? emptyAssets,
    renderError: renderErrorPage,
    beforeWalls: (app) => {
      mountOpenid(app, openid, { publicUrl: env.EXTRANET_URL, signIns });
      unsubscribeRoutes(app, extranet, unsubscribing);
    },
    routes: (app) => {
      app.use(chosenTexts(db));
      signInRoutes(app, extranet);
      signInLinkRoutes(app, extranet);
      signInPasskeyRoutes(app, extranet);
      signInCodeRoutes(app, extranet);
      activationRoutes(app, extranet);
      newPasswordRoutes(app, extranet);
      addressRoutes(app, extranet);
      platformEntryRoutes(app, extranet, openid);
      confirmOwnAddressRoutes(app, extranet);
      const onClosed = (req: Request, res: Response, { actor }: { actor: MemberActor }) =>
        sendClosedPage(extranet, req, res, actor.personId);
      const member = requireMember(auth, {
        ...{ signInPath: '/connexion', codePath: '/connexion/code', onClosed, backTo: pageOfFile },
      });
      homeRoutes(app, extranet, member);
      resourceRoutes(app, extranet, member);
      mailingRoutes(app, extranet, member);
      fileRoutes(app, extranet, member);
      accountRoutes(app, extranet, member);
      reportChangeRoutes(app, extranet, member);
      ownDataRoutes(app, extranet, member);
      verificationRoutes(app, extranet, member);
      platformConsentRoutes(app, extranet, member);
    },
  });
}
