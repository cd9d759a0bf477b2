import type { Sql } from 'postgres';
import { MAIL_CONNECTIONS, MAILING_JOBS } from '../mail/transport.ts';
import type { QueueBackend, WakeQueue, WakeWorker } from './backend.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { OUTBOX_KINDS } from './outbox.ts';
import { QUEUE_NAMES, type QueueName } from './queue-names.ts';
import { runEntries } from './run-entries.ts';
import type { Handlers, WorkContext } from './work-context.ts';

export type EngineOptions = {
  backend: QueueBackend;
  ctx: WorkContext;
  handlers: Handlers;
  /** For the dispatcher's own statements, as guichet_worker. */
  sql: Sql;
  databaseUrl: string;
  concurrency?: Partial<Record<QueueName, number>>;
  /** How long the dispatcher waits between two looks when nobody rings: 1 s unless told otherwise. */
  pollMs?: number | undefined;
};

export type Engine = {
  /** Does all that is due, now, and resolves when it is done. */
  drain(): Promise<void>;
  /** Rejects when the queue's store does not answer, or a worker's loop has ended. */
  ping(): Promise<void>;
  /** Jobs waiting and active, per queue. */
  counts(): Promise<Record<QueueName, { waiting: number; active: number }>>;
  /** Takes no more work, lets what is under way end, and lets go. */
  close(): Promise<void>;
};

const CONCURRENCY: Record<QueueName, number> = { work: 8, mail: MAIL_CONNECTIONS, mailing: MAILING_JOBS };

/** Starts the dispatcher and one BullMQ worker per queue. Rejects when the store goes away meanwhile: start again. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  assertEveryKindHasHandler(options.handlers);
  const { backend, handlers } = options;
  const queues = perQueue((name) => backend.openQueue(name));
  let dispatcher: Dispatcher | undefined;
  const ctx: WorkContext = { ...options.ctx, ring: () => dispatcher?.wake() };
  const workers = perQueue((name) =>
    backend.openWorker(name, (job) => runEntries(ctx, handlers, job.data.outboxIds), {
      concurrency: options.concurrency?.[name] ?? CONCURRENCY[name],
    }),
  );
  const quiet = (error: Error): void => ctx.log.debug({ err: error }, 'queue');
  for (const name of QUEUE_NAMES) {
    queues[name].on('error', quiet);
    workers[name].on('error', quiet);
  }
  try {
    await Promise.all(QUEUE_NAMES.flatMap((name) => [queues[name].waitUntilReady(), workers[name].waitUntilReady()]));
  } catch (error) {
    await closeAll(queues, workers);
    throw error;
  }
  const { sql, databaseUrl, pollMs } = options;
  const bell = createDispatcher({ sql, databaseUrl, queues, log: ctx.log, pollMs });
  dispatcher = bell;
  bell.start();

  const counts: Engine['counts'] = async () => {
    const seen = await Promise.all(QUEUE_NAMES.map((name) => queues[name].getJobCounts('waiting', 'active')));
    return perQueue((name) => {
      const found = seen[QUEUE_NAMES.indexOf(name)];
      return { waiting: found?.waiting ?? 0, active: found?.active ?? 0 };
    });
  };

  async function emptied(): Promise<void> {
    while (Object.values(await counts()).some(({ waiting, active }) => waiting + active > 0)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  return {
    counts,
    async drain() {
      // A full queue takes no row that is due: only a look at empty queues tells that none is left.
      await emptied();
      for (let rung = 1; rung > 0; ) {
        rung = await bell.dispatch();
        await emptied();
      }
    },
    async ping() {
      const dead = QUEUE_NAMES.find((name) => !workers[name].isRunning());
      if (dead) throw new Error(`The worker of the queue "${dead}" has ended.`);
      await backend.ping();
    },
    async close() {
      await bell.close();
      await closeAll(queues, workers);
    },
  };
}

/** @throws Error that names the kinds without a handler, and says where to add one */
export function assertEveryKindHasHandler(handlers: Partial<Handlers>): asserts handlers is Handlers {
  const missing = OUTBOX_KINDS.filter((kind) => handlers[kind] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `No handler for outbox rows of kind ${missing.map((kind) => `"${kind}"`).join(', ')}: ` +
        'the worker would leave them undone. Add one in packages/shared/src/queue/handlers.ts.',
    );
  }
}

function perQueue<T>(make: (name: QueueName) => T): Record<QueueName, T> {
  return { work: make('work'), mail: make('mail'), mailing: make('mailing') };
}

async function closeAll(queues: Record<QueueName, WakeQueue>, workers: Record<QueueName, WakeWorker>): Promise<void> {
  await Promise.allSettled(Object.values(workers).map((worker) => worker.close()));
  await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
}
