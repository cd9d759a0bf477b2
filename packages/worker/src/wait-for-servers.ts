import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { WorkerEnv } from '@guichet/shared/env/worker-env';
import { StartupError } from '@guichet/shared/http/listen';
import type { Logger } from '@guichet/shared/http/logging';
import { connectQueueBackend, type QueueBackend } from '@guichet/shared/queue/backend';

const EVERY_MS = 500;
const SAY_EVERY_MS = 10_000;

/**
 * Waits for PostgreSQL, its schema and the queue's store, for as long as it takes, and says from time to time what is
 * missing.
 * @throws StartupError when the store is there but would drop jobs
 */
export async function waitForServers(env: WorkerEnv, log: Logger, database: DatabaseConnection): Promise<QueueBackend> {
  let said = 0;
  for (;;) {
    let missing = 'PostgreSQL';
    try {
      await database.sql`select 1`;
      missing = 'the schema of the database (run the migrations)';
      await database.sql`select from outbox limit 0`;
      missing = env.REDIS_URL ? 'Redis' : 'the schema of the queue (run the migrations)';
      return await connectQueueBackend({ databaseUrl: env.DATABASE_URL, redis: env.REDIS_URL, log });
    } catch (error) {
      if (error instanceof StartupError) throw error;
      if (Date.now() - said > SAY_EVERY_MS) {
        log.warn({ missing, err: error }, 'waiting');
        said = Date.now();
      }
      await pause(EVERY_MS);
    }
  }
}
