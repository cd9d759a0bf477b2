import { fileURLToPath } from 'node:url';
import { connectDatabase } from '@guichet/shared/db/client';
import { extranetEnv } from '@guichet/shared/env/extranet-env';
import { loadEnv } from '@guichet/shared/env/load-env';
import { heartbeatChecks } from '@guichet/shared/http/heartbeat-checks';
import { runUntilStopped } from '@guichet/shared/http/lifecycle';
import { listen } from '@guichet/shared/http/listen';
import { createLogger } from '@guichet/shared/http/logging';
import { createMetrics } from '@guichet/shared/http/metrics';
import { createDoorbell } from '@guichet/shared/queue/doorbell';
import { createExtranetApp } from './app.ts';
import { loadExtranetAssets } from './assets.ts';

const env = loadEnv(extranetEnv, process.env);
const log = createLogger('extranet', env.LOG_LEVEL);

await runUntilStopped(log, async () => {
  const connection = connectDatabase(env.DATABASE_URL, { max: 10, applicationName: 'guichet-extranet' });
  const app = createExtranetApp({
    connection,
    env,
    log,
    ring: createDoorbell(connection.sql),
    assets: loadExtranetAssets(fileURLToPath(new URL('../public', import.meta.url))),
    metrics: createMetrics({ name: 'extranet', public: env.METRICS_PUBLIC }),
    health: heartbeatChecks(connection.sql),
  });
  const listening = await listen(app, { host: env.HOST, port: env.EXTRANET_PORT, variable: 'EXTRANET_PORT' });
  log.info({ port: listening.port }, 'listening');
  return {
    close: async () => {
      await listening.close();
      await connection.close();
    },
  };
});
