import { hostname } from 'node:os';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import type { Engine } from '@guichet/shared/queue/engine';
import { sql } from 'drizzle-orm';
import { startLoop } from './loop.ts';

const EVERY_MS = 5_000;

/** Says in the database that this worker lives, and that it reaches the queue: the apps show it beside readiness. */
export function startHeartbeat(db: Database, engine: Engine, log: Logger): Running {
  const instance = `${hostname()}:${process.pid}`;
  const beat = (who: 'worker' | 'queue') =>
    db.execute(sql`
      insert into heartbeat (process, instance, at) values (${who}, ${instance}, now())
      on conflict (process, instance) do update set at = excluded.at`);
  const loop = startLoop(
    EVERY_MS,
    async () => {
      await beat('worker');
      await engine.ping();
      await beat('queue');
      // Workers that ended long ago.
      await db.execute(sql`delete from heartbeat where at < now() - interval '1 day'`);
    },
    (error) => log.warn({ err: error }, 'no heartbeat'),
  );
  return {
    async close() {
      await loop.close();
      await db.execute(sql`delete from heartbeat where instance = ${instance}`).catch(() => {});
    },
  };
}
