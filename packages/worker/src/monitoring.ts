import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { WorkerEnv } from '@guichet/shared/env/worker-env';
import { createApp } from '@guichet/shared/http/create-app';
import type { Running } from '@guichet/shared/http/lifecycle';
import { listen } from '@guichet/shared/http/listen';
import type { Logger } from '@guichet/shared/http/logging';
import { createMetrics } from '@guichet/shared/http/metrics';
import type { Engine } from '@guichet/shared/queue/engine';
import type { MailReportRoutes } from './mail-report-routes.ts';
import { addWorkMetrics } from './work-metrics.ts';

export type MonitoringOptions = {
  env: WorkerEnv;
  log: Logger;
  database: DatabaseConnection;
  /** Undefined while the worker waits for its servers. */
  engine: () => Engine | undefined;
  /** Where mail that came back is posted; left out: nowhere. */
  mailReports?: MailReportRoutes | undefined;
};

/** Health and metrics, from the first moment on. Ready means that work is being done: database and queue answer. */
export async function startMonitoring({
  env,
  log,
  database,
  engine,
  mailReports,
}: MonitoringOptions): Promise<Running> {
  const metrics = createMetrics({ name: 'worker', public: env.METRICS_PUBLIC });
  addWorkMetrics(metrics.registry, database.sql, engine);
  const queue = async (): Promise<Record<string, unknown>> => {
    const running = engine();
    if (!running) throw new Error('waiting for the servers');
    await running.ping();
    return await running.counts();
  };
  const app = createApp({
    name: 'worker',
    log,
    trustProxy: env.TRUST_PROXY,
    publicUrl: `http://localhost:${env.WORKER_PORT}`,
    metrics,
    health: {
      // Without its queue a worker is as idle as without its database.
      database: async () => {
        await Promise.all([database.sql`select 1`, queue()]);
        return {};
      },
      queue,
    },
    beforeBody: mailReports?.beforeBody,
    routes: (app) => mailReports?.routes(app),
  });
  return listen(app, { host: env.HOST, port: env.WORKER_PORT, variable: 'WORKER_PORT' });
}
