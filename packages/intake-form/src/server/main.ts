import { fileURLToPath } from 'node:url';
import { connectDatabase } from '@guichet/shared/db/client';
import { intakeEnv } from '@guichet/shared/env/intake-env';
import { loadEnv } from '@guichet/shared/env/load-env';
import { heartbeatChecks } from '@guichet/shared/http/heartbeat-checks';
import { runUntilStopped } from '@guichet/shared/http/lifecycle';
import { listen } from '@guichet/shared/http/listen';
import { createLogger } from '@guichet/shared/http/logging';
import { createMetrics } from '@guichet/shared/http/metrics';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { createDoorbell } from '@guichet/shared/queue/doorbell';
import { createIntakeApp } from './app.ts';

const env = loadEnv(intakeEnv, process.env);
const log = createLogger('intake-form', env.LOG_LEVEL);

await runUntilStopped(log, async () => {
  const connection = connectDatabase(env.DATABASE_URL, { max: 10, applicationName: 'guichet-intake-form' });
  const app = createIntakeApp({
    connection,
    env,
    log,
    ring: createDoorbell(connection.sql),
    assets: loadClientAssets(fileURLToPath(new URL('../public', import.meta.url)), 'src/client/styles.css'),
    metrics: createMetrics({ name: 'intake-form', public: env.METRICS_PUBLIC }),
    health: heartbeatChecks(connection.sql),
  });
  const listening = await listen(app, { host: env.HOST, port: env.INTAKE_PORT, variable: 'INTAKE_PORT' });
  log.info({ port: listening.port }, 'listening');
  return {
    close: async () => {
      await listening.close();
      await connection.close();
    },
  };
});
