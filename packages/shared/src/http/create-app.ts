import express, { type Express } from 'express';
import { bodyParsers } from './body-parsers.ts';
import { csrf } from './csrf.ts';
import { errorHandler, notFound, type RenderError } from './error-handler.ts';
import type { HealthChecks } from './health.ts';
import { healthRoutes } from './health.ts';
import type { Logger } from './logging.ts';
import type { Metrics } from './metrics.ts';
import { requestLog } from './request-log.ts';
import { isTrustworthyOrigin, type SecurityHeadersOptions, securityHeaders } from './security-headers.ts';
import { type ClientAssets, emptyAssets } from './static-assets.ts';
import { guardAddress } from './text-guard.ts';

export type CreateAppOptions = {
  /** The process: intake-form, backoffice, extranet, worker. Names its cookies. */
  name: string;
  log: Logger;
  /** TRUST_PROXY: exact number of proxies in front. */
  trustProxy: number;
  /** The app's own public origin (INTAKE_URL...). */
  publicUrl: string;
  /** TOKEN_KEYS, for the tokens of HTML forms. Left out (the worker), the app takes no forms. */
  csrfKeys?: readonly string[] | undefined;
  health?: HealthChecks | undefined;
  metrics?: Metrics | undefined;
  assets?: ClientAssets | undefined;
  styleNonce?: SecurityHeadersOptions['styleNonce'];
  ownFrames?: SecurityHeadersOptions['ownFrames'];
  formTargets?: SecurityHeadersOptions['formTargets'];
  /** Draws error pages in the app's frame; a plain one is there without. */
  renderError?: RenderError | undefined;
  /** Handlers that other sites and programs call on purpose, with walls of their own: the OpenID provider. */
  beforeWalls?: ((app: Express) => void) | undefined;
  /** Handlers that read the body's bytes themselves. They stand behind the check of the origin, not the token's. */
  beforeBody?: ((app: Express) => void) | undefined;
  /** How deep a JSON body may be nested, where texts of an editor come in; 6 otherwise. */
  bodyDepth?: number | undefined;
  /** The app's routes. */
  routes: (app: Express) => void;
};

/** An Express app with everything that every process needs, in the one order that works. Nothing listens yet. */
export function createApp(options: CreateAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.trustProxy);
  app.set('query parser', 'simple');
  app.locals.isTrustworthyOrigin = isTrustworthyOrigin(options.publicUrl);
  app.locals.assets = options.assets ?? emptyAssets;

  app.use(requestLog(options.log));
  if (options.metrics) app.use(options.metrics.measure);
  app.use(securityHeaders(options));
  app.use(guardAddress());
  if (options.assets) app.use(options.assets.serve);
  if (options.health) app.use(healthRoutes(options.health));
  if (options.metrics) app.get('/metrics', options.metrics.expose);
  app.get('/favicon.ico', (_req, res) => {
    res.status(204).end();
  });

  const walls = csrf({ name: options.name, publicUrl: options.publicUrl, keys: options.csrfKeys ?? [] });
  options.beforeWalls?.(app);
  app.use(walls.checkOrigin);
  options.beforeBody?.(app);
  app.use(bodyParsers(options.bodyDepth));
  app.use(walls.checkToken);
  options.routes(app);

  app.use(notFound);
  app.use(errorHandler(options.renderError));
  return app;
}
