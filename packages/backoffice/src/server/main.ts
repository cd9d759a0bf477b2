import { fileURLToPath } from 'node:url';
import { connectDatabase } from '@guichet/shared/db/client';
import { backofficeEnv } from '@guichet/shared/env/backoffice-env';
import { loadEnv } from '@guichet/shared/env/load-env';
import { heartbeatChecks } from '@guichet/shared/http/heartbeat-checks';
import { runUntilStopped } from '@guichet/shared/http/lifecycle';
import { listen } from '@guichet/shared/http/listen';
import { createLogger } from '@guichet/shared/http/logging';
import { createMetrics } from '@guichet/shared/http/metrics';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { createDoorbell } from '@guichet/shared/queue/doorbell';
import { createBackofficeApp } from './app.ts';
import { createLiveHub } from './live/live-hub.ts';

const env = loadEnv(backofficeEnv, process.env);
const log = createLogger('backoffice', env.LOG_LEVEL);

await runUntilStopped(log, async () => {
  const connection = connectDatabase(env.DATABASE_URL, { max: 10, applicationName: 'guichet-backoffice' });
  const live = createLiveHub({ databaseUrl: env.DATABASE_URL, db: connection.db, log });
  const app = createBackofficeApp({
    connection,
    env,
    log,
    live,
    ring: createDoorbell(connection.sql),
    assets: loadClientAssets(fileURLToPath(new URL('../public', import.meta.url))),
    metrics: createMetrics({ name: 'backoffice', public: env.METRICS_PUBLIC }),
    health: heartbeatChecks(connection.sql),
  });
  const listening = await listen(app, { host: env.HOST, port: env.BACKOFFICE_PORT, variable: 'BACKOFFICE_PORT' });
  log.info({ port: listening.port }, 'listening');
  return {
    close: async () => {
      // Streams never end by themselves: the browsers come back, to whoever serves them then.
      await Promise.all([live.close(), listening.close()]);
      await connection.close();
    },
  };
});
