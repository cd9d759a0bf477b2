import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { IntakeEnv } from '@guichet/shared/env/intake-env';
import { createApp } from '@guichet/shared/http/create-app';
import type { HealthChecks } from '@guichet/shared/http/health';
import type { Logger } from '@guichet/shared/http/logging';
import type { Metrics } from '@guichet/shared/http/metrics';
import { createRateLimit } from '@guichet/shared/http/rate-limit';
import { type ClientAssets, emptyAssets } from '@guichet/shared/http/static-assets';
import type { Express } from 'express';
import { cookieDrafts } from './drafts/cookie-drafts.ts';
import type { Intake } from './intake.ts';
import { renderErrorPage } from './pages/error-page.tsx';
import { createSecretariatList } from './reads/list-secretariats.ts';
import { draftRoutes } from './routes/draft.tsx';
import { homeRoutes } from './routes/home.tsx';
import { poRoutes } from './routes/po.tsx';
import { receiptRoutes } from './routes/receipt.tsx';
import { requestRoutes } from './routes/request.tsx';
import { reviewRoutes } from './routes/review.tsx';
import { sendRoutes } from './routes/send.tsx';
import { submitterRoutes } from './routes/submitter.tsx';
import { trackingRoutes } from './routes/tracking.tsx';
import { typedPoRoutes } from './routes/typed-po.tsx';

export type IntakeOptions = {
  connection: Pick<DatabaseConnection, 'db'>;
  env: Pick<IntakeEnv, 'INTAKE_URL' | 'TOKEN_KEYS' | 'TRUST_PROXY' | 'SENDS_PER_HOUR'>;
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
    drafts: cookieDrafts({ tokenKeys: env.TOKEN_KEYS, publicUrl: env.INTAKE_URL }),
    // In memory: sending costs one statement and no more, and the form's role keeps no list of addresses.
    sends: createRateLimit({ store: 'memory', name: 'sends', points: env.SENDS_PER_HOUR, durationSeconds: 3_600 }),
    listSecretariats: createSecretariatList(db),
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
      homeRoutes(app, intake);
      poRoutes(app, intake);
      typedPoRoutes(app, intake);
      requestRoutes(app, intake);
      submitterRoutes(app, intake);
      reviewRoutes(app, intake);
      sendRoutes(app, intake);
      draftRoutes(app, intake);
      receiptRoutes(app, intake);
      trackingRoutes(app, intake);
    },
  });
}
