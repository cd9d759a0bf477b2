import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { WakeQueue } from './backend.ts';
import { listenForRings } from './listen-for-rings.ts';
import { OUTBOX_KINDS, type OutboxKind } from './outbox.ts';
import { QUEUE_NAMES, type QueueName, queueOf } from './queue-names.ts';

const POLL_MS = 1_000;
const BATCH = 200;
/** A queue with this many waiting jobs gets no more: rows rung too early would only be rung twice. */
const MAX_WAITING = 400;

export type DispatcherOptions = {
  sql: Sql;
  databaseUrl: string;
  queues: Record<QueueName, WakeQueue>;
  log: Logger;
};

export type Dispatcher = {
  start(): void;
  /** Looks at once instead of at the next poll. */
  wake(): void;
  /** One look: rings for every row that is due and that a queue has room for. Resolves with how many. */
  dispatch(): Promise<number>;
  close(): Promise<void>;
};

type Rung = { id: string; kind: OutboxKind; generation: number };

/**
 * Rings the queue for every outbox row that is due, and alone decides when it is rung again: 5 s later, then up to
 * 15 s. So a job that is lost, stalled or evicted comes back without anybody noticing that it was gone.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { sql, queues, log } = options;
  const full = new Set<QueueName>();
  let storeFailed = false;
  let looking: Promise<number> | undefined;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  let bell: { close(): Promise<void> } | undefined;
  let closed = false;

  async function claim(kinds: readonly OutboxKind[]): Promise<Rung[]> {
    return await sql<Rung[]>`
      with due as (
        select id from outbox where state = 'pending' and next_at <= now() and kind = any(${kinds as string[]})
        order by next_at limit ${BATCH} for update skip locked
      )
      update outbox o set generation = o.generation + 1,
        next_at = now() + case o.generation when 0 then interval '5 s' when 1 then interval '10 s' else interval '15 s' end
      from due where o.id = due.id
      returning o.id, o.kind, o.generation`;
  }

  async function ring(rows: readonly Rung[]): Promise<void> {
    for (const name of QUEUE_NAMES) {
      const jobs = rows
        .filter((row) => queueOf(row.kind) === name)
        .map(({ id, generation }) => ({
          name: 'wake' as const,
          data: { outboxId: id },
          opts: { jobId: `o-${id}-${generation}` },
        }));
      if (jobs.length > 0) await queues[name].addBulk(jobs);
      if (jobs.length === BATCH) full.add(name);
    }
  }

  async function dispatch(): Promise<number> {
    // While the store of the queue is away nothing is claimed: the rows stay due, and are rung when it is back.
    if (storeFailed) await queues.work.count();
    storeFailed = false;
    let total = 0;
    for (;;) {
      for (const name of full) if ((await queues[name].getWaitingCount()) < MAX_WAITING) full.delete(name);
      const kinds = OUTBOX_KINDS.filter((kind) => !full.has(queueOf(kind)));
      if (kinds.length === 0) return total;
      const rows = await claim(kinds);
      if (rows.length === 0) return total;
      try {
        await ring(rows);
      } catch (error) {
        storeFailed = true;
        await sql`update outbox set next_at = now() where state = 'pending' and id = any(${rows.map((row) => row.id)}::uuid[])`;
        throw error;
      }
      total += rows.length;
      if (rows.length < BATCH) return total;
    }
  }

  function look(): void {
    clearTimeout(timer);
    if (closed) return;
    if (looking) {
      wanted = true;
      return;
    }
    wanted = false;
    looking = dispatch()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'could not ring the queue: trying again');
        return 0;
      })
      .finally(() => {
        looking = undefined;
        if (closed) return;
        if (wanted && !storeFailed) look();
        else timer = setTimeout(look, full.size > 0 ? 100 : POLL_MS);
      });
  }

  return {
    start() {
      bell = listenForRings(options.databaseUrl, log, look);
      look();
    },
    wake: look,
    dispatch: async () => ((await looking) ?? 0) + (await dispatch()),
    async close() {
      closed = true;
      clearTimeout(timer);
      await bell?.close();
      await looking;
    },
  };
}
