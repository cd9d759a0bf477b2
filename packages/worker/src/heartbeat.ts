import { hostname } from 'node:os';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import type { Mailer } from '@guichet/shared/mail/mailer';
import type { QueueBackend } from '@guichet/shared/queue/backend';
import type { Engine } from '@guichet/shared/queue/engine';
import { sql } from 'drizzle-orm';
import { startLoop } from './loop.ts';

const EVERY_MS = 5_000;

export type HeartbeatOptions = {
  db: Database;
  engine: Engine;
  mailer: Pick<Mailer, 'closedForMs'>;
  /** Where the queue is kept. */
  store: QueueBackend['kind'];
  log: Logger;
};

/**
 * Says in the database that this worker lives, and that it reaches the queue: the apps show it beside readiness, the back
 * office with the counts of the queue, which it may not read itself.
 */
export function startHeartbeat({ db, engine, mailer, store, log }: HeartbeatOptions): Running {
  const instance = `${hostname()}:${process.pid}`;
  const since = new Date().toISOString();
  const beat = (who: 'worker' | 'queue', detail: Record<string, unknown>) =>
    db.execute(sql`
      insert into heartbeat (process, instance, at, detail)
      values (${who}, ${instance}, now(), ${JSON.stringify(detail)}::jsonb)
      on conflict (process, instance) do update set at = excluded.at, detail = excluded.detail`);
  const loop = startLoop(
    EVERY_MS,
    async () => {
      await beat('worker', { since, mailPausedMs: mailer.closedForMs() });
      await engine.ping();
      await beat('queue', { store, counts: await engine.counts() });
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
