import {
  createPostgresBackend,
  createRedisBackend,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import type { Logger } from 'pino';
import type { RedisAddress } from '../env/redis-address.ts';
import type { QueueName } from './queue-names.ts';
import { checkRedisSettings, connectRedis, type RedisClient, whenReady } from './redis-store.ts';

/** Ids only: what is in the queue is readable by whoever reads its store. */
export type WakeData = { outboxIds: string[] };

export type WakeQueue = Queue<WakeData, void, 'wake'>;
export type WakeWorker = Worker<WakeData, void, 'wake'>;

export type QueueBackend = {
  kind: 'postgresql' | 'redis';
  openQueue(name: QueueName): WakeQueue;
  openWorker(name: QueueName, process: Processor<WakeData, void, 'wake'>, options: { concurrency: number }): WakeWorker;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  /** Throws away what BullMQ keeps for listeners that we have not; to be called now and again. */
  tidy(): Promise<void>;
  /** Lets go of the connections; queues and workers are closed before. */
  close(): Promise<void>;
};

export type QueueBackendOptions = { databaseUrl: string; redis?: RedisAddress | undefined; log: Logger };

/** The braces keep all keys of the product in one slot of a Redis Cluster, as BullMQ's scripts need. */
const PREFIX = '{guichet}';
const PATIENCE_MS = 3_000;

const jobOptions = {
  attempts: 1,
  // Codes only: a stack would stay readable in the store for a day.
  stackTraceLimit: 0,
  removeOnComplete: { age: 3_600 },
  removeOnFail: { age: 86_400 },
};

/** A worker killed twice on one job must not make it fail for good: the ledger decides what fails. */
const workerOptions = {
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 100,
  runRetryDelay: 1_000,
} satisfies Partial<WorkerOptions>;

/**
 * BullMQ notes every step of a job for listeners that we have not. On PostgreSQL it trims these notes at each of them,
 * a quarter of the cost of a job: 0 leaves that to `tidy`, once a minute.
 */
const eventsKept = { postgresql: 0, redis: 100 } as const;

function queueOptions(kind: QueueBackend['kind']) {
  return {
    defaultJobOptions: jobOptions,
    streams: { events: { maxLen: eventsKept[kind] } },
  } satisfies Partial<QueueOptions>;
}

/**
 * The one place that chooses where BullMQ keeps its jobs: PostgreSQL, or Redis when there is an address for it.
 * Rejects while the server is away, so that nothing is built on a connection that BullMQ would never mend.
 */
export function connectQueueBackend(options: QueueBackendOptions): Promise<QueueBackend> {
  return options.redis ? onRedis(options.redis, options.log) : onPostgres(options.databaseUrl, options.log);
}

async function onPostgres(databaseUrl: string, log: Logger): Promise<QueueBackend> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'guichet-queue',
    // The queue only rings: its commits need not wait for the disk.
    options: '-c search_path=bullmq -c synchronous_commit=off',
  });
  pool.on('error', (error) => log.debug({ err: error }, 'a connection of the queue ended'));
  const ping = async (): Promise<void> => {
    await within(PATIENCE_MS, pool.query('select version from migration limit 1'));
  };
  try {
    await ping();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: 'postgresql',
    openQueue: (name) =>
      new Queue(name, { ...queueOptions('postgresql'), connection: pool as never }, createPostgresBackend as never),
    openWorker: (name, process, options) =>
      new Worker(
        name,
        process,
        { ...workerOptions, ...options, connection: pool as never },
        createPostgresBackend as never,
      ),
    ping,
    tidy: async () => {
      await pool.query('delete from event where created_at_ms < (extract(epoch from now()) * 1000)::bigint - 60000');
    },
    close: () => pool.end(),
  };
}

async function onRedis(address: RedisAddress, log: Logger): Promise<QueueBackend> {
  const clients: RedisClient[] = [];
  const connect = (use: 'producer' | 'consumer'): RedisClient => {
    const client = connectRedis(address, use);
    client.on('error', (error: Error) => log.debug({ err: error }, 'Redis is away'));
    clients.push(client);
    return client;
  };
  const close = async (): Promise<void> => {
    for (const client of clients) client.disconnect();
  };
  const producer = connect('producer');
  try {
    await whenReady(producer, PATIENCE_MS);
    await checkRedisSettings(producer, log);
  } catch (error) {
    await close();
    throw error;
  }
  const shared = { prefix: PREFIX, skipVersionCheck: false };
  return {
    kind: 'redis',
    openQueue: (name) =>
      new Queue(name, { ...queueOptions('redis'), ...shared, connection: producer }, createRedisBackend),
    openWorker: (name, process, options) =>
      new Worker(
        name,
        process,
        { ...workerOptions, ...options, ...shared, connection: connect('consumer') },
        createRedisBackend,
      ),
    ping: async () => {
      await within(PATIENCE_MS, producer.ping());
    },
    tidy: async () => {},
    close,
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The store of the queue does not answer.')), ms);
    });
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
