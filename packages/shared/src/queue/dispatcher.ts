import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { WakeQueue } from './backend.ts';
import { listenForRings } from './listen-for-rings.ts';
import { OUTBOX_KINDS, type OutboxKind } from './outbox.ts';
import { QUEUE_NAMES, type QueueName, queueOf, rowsPerJob } from './queue-names.ts';

const POLL_MS = 1_000;
/** Rings that come closer than this are answered together: a busy worker rings after every row. */
const TOGETHER_MS = 15;
const BATCH = 64;
/** A queue with this many waiting jobs gets no more: rows rung too early would only be rung twice. */
const MAX_WAITING = 20;
const MAILS_WAIT_MS = 5_000;
const COMPLAIN_EVERY_MS = 10_000;

export type DispatcherOptions = {
  sql: Sql;
  databaseUrl: string;
  queues: Record<QueueName, WakeQueue>;
  log: Logger;
  /** How long it waits between two looks when nobody rings: 1 s unless told otherwise. */
  pollMs?: number | undefined;
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
  const { sql, queues, log, pollMs = POLL_MS } = options;
  const full = new Set<QueueName>();
  let storeFailed = false;
  let lookedAt = 0;
  let mailsLookedAt = 0;
  let complainedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<number> | undefined;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  let bell: { close(): Promise<void> } | undefined;
  let closed = false;

  async function claim(kinds: readonly OutboxKind[]): Promise<Rung[]> {
    return await sql<Rung[]>`
      with due as (
        select id from outbox where state = 'pending' and next_at <= now() and kind = any(${kinds as string[]})
        order by next_at, id limit ${BATCH} for update skip locked
      )
      update outbox o set generation = o.generation + 1,
        next_at = now() + case o.generation when 0 then interval '5 s' when 1 then interval '10 s' else interval '15 s' end
      from due where o.id = due.id
      returning o.id, o.kind, o.generation`;
  }

  async function ring(name: QueueName, rows: readonly Rung[]): Promise<void> {
    await queues[name].addBulk(
      jobsFor(rows).map(({ first, outboxIds }) => ({
        name: 'wake',
        data: { outboxIds },
        opts: { jobId: `o-${first.id}-${first.generation}` },
      })),
    );
  }

  async function dispatch(): Promise<number> {
    // While the store of the queue is away nothing is claimed: the rows stay due, and are rung when it is back.
    if (storeFailed) await queues.work.count();
    storeFailed = false;
    let total = 0;
    for (const name of QUEUE_NAMES) {
      if (name === 'mail' && mailsMayWait()) break;
      total += await dispatchTo(name);
      if (name === 'mail') mailsLookedAt = performance.now();
    }
    return total;
  }

  /** Decisions first: while more of them wait than a queue takes, mails are put off by some seconds. */
  const mailsMayWait = (): boolean => full.has('work') && performance.now() - mailsLookedAt < MAILS_WAIT_MS;

  async function dispatchTo(name: QueueName): Promise<number> {
    const kinds = OUTBOX_KINDS.filter((kind) => queueOf(kind) === name);
    for (let total = 0; ; ) {
      if (full.has(name) && (await queues[name].getWaitingCount()) >= MAX_WAITING) return total;
      full.delete(name);
      const rows = await claim(kinds);
      if (rows.length === 0) return total;
      if (rows.length === BATCH) full.add(name);
      try {
        await ring(name, rows);
      } catch (error) {
        await sql`update outbox set next_at = now() where state = 'pending' and id = any(${rows.map((row) => row.id)}::uuid[])`;
        throw error;
      }
      total += rows.length;
      if (rows.length < BATCH) return total;
    }
  }

  function wake(): void {
    if (looking) {
      wanted = true;
      return;
    }
    clearTimeout(timer);
    if (!closed) timer = setTimeout(look, Math.max(lookedAt + TOGETHER_MS - performance.now(), 0));
  }

  function look(): void {
    wanted = false;
    lookedAt = performance.now();
    looking = dispatch()
      .catch((error: unknown) => {
        storeFailed = true;
        if (performance.now() - complainedAt > COMPLAIN_EVERY_MS) {
          log.warn({ err: error }, 'could not ring the queue: trying again');
          complainedAt = performance.now();
        }
        return 0;
      })
      .finally(() => {
        looking = undefined;
        if (closed) return;
        if (wanted && !storeFailed) wake();
        else timer = setTimeout(look, full.size > 0 && !storeFailed ? 100 : pollMs);
      });
  }

  return {
    start() {
      bell = listenForRings(options.databaseUrl, log, wake);
      wake();
    },
    wake,
    async dispatch() {
      // A look of the timer may claim what this one would have seen: it counts too, and is over when this resolves.
      const before = (await looking) ?? 0;
      const own = await dispatch();
      return before + own + ((await looking) ?? 0);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await bell?.close();
      await looking;
    },
  };
}

/** Rows of one kind that may be done together, in the order in which they were written. */
function jobsFor(rows: readonly Rung[]): { first: Rung; outboxIds: string[] }[] {
  const jobs: { first: Rung; outboxIds: string[] }[] = [];
  for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const open = jobs.findLast(({ first }) => first.kind === row.kind);
    if (open && open.outboxIds.length < rowsPerJob(row.kind)) open.outboxIds.push(row.id);
    else jobs.push({ first: row, outboxIds: [row.id] });
  }
  return jobs;
}
