import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { IntakeEnv } from '@guichet/shared/env/intake-env';
import { createApp } from '@guichet/shared/http/create-app';
import type { HealthChecks } from '@guichet/shared/http/health';
import type { Logger } from '@guichet/shared/http/logging';
import type { Metrics } from '@guichet/shared/http/metrics';
import { type ClientAssets, emptyAssets } from '@guichet/shared/http/static-assets';
import type { Express } from 'express';
import { loadRetentionPeriods } from '@guichet/shared/reads/load-settings';
import { settingDefaults } from '@guichet/shared/settings/setting-defaults';
import { createAdmission } from './admission/admission.ts';
import { databaseDrafts } from './drafts/database-drafts.ts';
import type { Intake } from './intake.ts';
import { chosenTexts } from './form-texts.ts';
import { renderErrorPage } from './pages/error-page.tsx';
import { createSecretariatList } from './reads/list-secretariats.ts';
import { arrivalRoutes } from './routes/arrival.tsx';
import { draftRoutes } from './routes/draft.tsx';
import { homeRoutes } from './routes/home.tsx';
import { laterRoutes } from './routes/later.tsx';
import { localityRoutes } from './routes/localities.ts';
import { poRoutes } from './routes/po.tsx';
import { receiptRoutes } from './routes/receipt.tsx';
import { newRequestRoutes, requestRoutes } from './routes/request.tsx';
import { requestListRoutes } from './routes/request-list.tsx';
import { reviewRoutes } from './routes/review.tsx';
import { sendRoutes } from './routes/send.tsx';
import { submitterRoutes } from './routes/submitter.tsx';
import { successionRoutes } from './routes/succession.tsx';
import { trackingRoutes } from './routes/tracking.tsx';
import { typedPoRoutes } from './routes/typed-po.tsx';

export type IntakeOptions = {
  connection: Pick<DatabaseConnection, 'db'>;
  env: Pick<
    IntakeEnv,
    | 'SINGLE_HOLDER_ROLES'
    | 'INTAKE_URL'
    | 'TOKEN_KEYS'
    | 'RETENTION'
    | 'TRUST_PROXY'
    | 'SENDS_PER_HOUR'
    | 'SENDS_PER_HOUR_OVERALL'
    | 'MIN_FILL_SECONDS'
  >;
  log: Logger;
  now?: (() => Date) | undefined;
  /** Wakes the worker after a commit. */
  ring?: (() => void) | undefined;
  assets?: ClientAssets | undefined;
  metrics?: Metrics | undefined;
  health?: HealthChecks | undefined;
};

/** The public form. Nothing listens yet. */
export function createIntakeApp(options: IntakeOptions): Express {
  const { env, log, ring, now = () => new Date() } = options;
  const { db } = options.connection;
  const intake: Intake = {
    submit: { db, now, log, tokenKeys: env.TOKEN_KEYS, ...(ring ? { ring } : {}) },
    drafts: databaseDrafts({ db, publicUrl: env.INTAKE_URL }),
    admission: createAdmission({
      ...{ db, now, tokenKeys: env.TOKEN_KEYS, sendsPerHour: env.SENDS_PER_HOUR },
      sendsPerHourOverall: env.SENDS_PER_HOUR_OVERALL,
      minFillSeconds: env.MIN_FILL_SECONDS,
    }),
    singleHolderRoles: env.SINGLE_HOLDER_ROLES,
    listSecretariats: createSecretariatList(db),
    readRetention: () => loadRetentionPeriods(db, settingDefaults(env)),
  };
  return createApp({
    name: 'intake-form',
    log,
    trustProxy: env.TRUST_PROXY,
    publicUrl: env.INTAKE_URL,
    csrfKeys: env.TOKEN_KEYS,
    health: options.health,
    metrics: options.metrics,
    assets: options.assets ?? emptyAssets,
    renderError: renderErrorPage,
    routes: (app) => {
      app.use(chosenTexts(db));
      homeRoutes(app, intake);
      localityRoutes(app);
      poRoutes(app, intake);
      typedPoRoutes(app, intake);
      requestListRoutes(app, intake);
      newRequestRoutes(app, intake);
      requestRoutes(app, intake);
      successionRoutes(app, intake);
      submitterRoutes(app, intake);
      reviewRoutes(app, intake);
      sendRoutes(app, intake);
      draftRoutes(app, intake);
      laterRoutes(app, intake);
      arrivalRoutes(app, intake);
      receiptRoutes(app, intake);
      trackingRoutes(app, intake);
    },
  });
}
