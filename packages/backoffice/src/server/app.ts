import { createStaffAuth } from '@guichet/shared/auth/staff-auth';
import { createStaffLimits } from '@guichet/shared/auth/staff-limits';
import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { BackofficeEnv } from '@guichet/shared/env/backoffice-env';
import { requireJson } from '@guichet/shared/http/body-parsers';
import { createApp } from '@guichet/shared/http/create-app';
import type { HealthChecks } from '@guichet/shared/http/health';
import type { Logger } from '@guichet/shared/http/logging';
import type { Metrics } from '@guichet/shared/http/metrics';
import { settingDefaults } from '@guichet/shared/settings/setting-defaults';
import { type ClientAssets, emptyAssets } from '@guichet/shared/http/static-assets';
import { type Express, Router } from 'express';
import { API_ROUTES } from './api-routes.ts';
import type { BackofficeDeps } from './deps.ts';
import type { LiveHub } from './live/live-hub.ts';
import { sendOfficePage } from './office-page.tsx';

export type BackofficeOptions = {
  connection: Pick<DatabaseConnection, 'db' | 'sql'>;
  env: Pick<
    BackofficeEnv,
    | 'BACKOFFICE_URL'
    | 'EXTRANET_URL'
    | 'INTAKE_URL'
    | 'TOKEN_KEYS'
    | 'AUTH_SECRET_STAFF'
    | 'TRUST_PROXY'
    | 'DEMO'
    | 'UNDO_DELAY'
    | 'FOUR_EYES'
    | 'SINGLE_HOLDER_ROLES'
    | 'AGE_ALERT_DAYS'
    | 'CORRECTION_REMINDER_DAYS'
    | 'CORRECTION_LAPSE_DAYS'
    | 'COLLEAGUE_CONTACTS'
    | 'RETENTION'
    | 'IMPORT_MAX_MB'
    | 'RESOURCE_MAX_MB'
    | 'MAILING_FILE_MAX_MB'
    | 'MAILING_MAX_MB'
    | 'LINK_CHECK_HOSTS'
  >;
  log: Logger;
  /** What tells open screens of changes. */
  live: LiveHub;
  now?: (() => Date) | undefined;
  /** Wakes the worker after a commit. */
  ring?: (() => void) | undefined;
  assets?: ClientAssets | undefined;
  metrics?: Metrics | undefined;
  health?: HealthChecks | undefined;
};

/** The secretariat's app: a JSON API and one page that draws everything else. Nothing listens yet. */
export function createBackofficeApp(options: BackofficeOptions): Express {
  const { connection, env, log, live, ring, now = () => new Date() } = options;
  const { db, sql } = connection;
  const deps: BackofficeDeps = {
    db,
    log,
    now,
    ring,
    live,
    fourEyes: env.FOUR_EYES,
    singleHolderRoles: env.SINGLE_HOLDER_ROLES,
    settingDefaults: settingDefaults(env),
    importMaxMegabytes: env.IMPORT_MAX_MB,
    resourceMaxMegabytes: env.RESOURCE_MAX_MB,
    linkCheckHosts: env.LINK_CHECK_HOSTS,
    mailingLimits: { fileMegabytes: env.MAILING_FILE_MAX_MB, mailingMegabytes: env.MAILING_MAX_MB },
    tokenKeys: env.TOKEN_KEYS,
    privacyUrl: `${env.INTAKE_URL}/vie-privee`,
    extranetUrl: env.EXTRANET_URL,
    demo: env.DEMO,
    publicUrl: env.BACKOFFICE_URL,
    secondFactorRequired: !env.DEMO,
    staffLimits: createStaffLimits(sql),
    auth: createStaffAuth({
      db,
      sql,
      publicUrl: env.BACKOFFICE_URL,
      secret: env.AUTH_SECRET_STAFF,
      demo: env.DEMO,
      secondFactorRequired: !env.DEMO,
      log,
      now,
    }),
  };
  return createApp({
    name: 'backoffice',
    // A text of the editor: lists in lists, each node two levels (contracts/mailing-body.ts).
    bodyDepth: 60,
    ownFrames: true,
    log,
    trustProxy: env.TRUST_PROXY,
    publicUrl: env.BACKOFFICE_URL,
    csrfKeys: env.TOKEN_KEYS,
    health: options.health,
    metrics: options.metrics,
    assets: options.assets ?? emptyAssets,
    beforeBody: (app) => {
      const router = Router();
      for (const { contract, mount } of Object.values(API_ROUTES)) if (contract.upload) mount(router, deps);
      app.use(router);
    },
    routes: (app) => {
      app.use(apiRouter(deps));
      app.get('/{*page}', sendOfficePage);
    },
  });
}

function apiRouter(deps: BackofficeDeps): Router {
  const router = Router();
  router.use('/api', requireJson());
  for (const { contract, mount } of Object.values(API_ROUTES)) if (!contract.upload) mount(router, deps);
  return router;
}
