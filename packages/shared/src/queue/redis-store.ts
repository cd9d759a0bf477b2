import { Cluster, Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { RedisAddress } from '../env/redis-address.ts';
import { StartupError } from '../http/listen.ts';

export type RedisClient = Redis | Cluster;

/** A server that comes back after an outage must be found within a second or two. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** Math.min(times, 5), 1_000);

/**
 * A client for one use. A `producer` fails at once while the server is away: what it could not say stays due in the
 * ledger. A `consumer` waits for it for ever, as BullMQ asks.
 */
export function connectRedis(address: RedisAddress, use: 'producer' | 'consumer'): RedisClient {
  const common = {
    replyMapping: 'legacy' as const,
    retryStrategy,
    connectTimeout: 5_000,
    keepAlive: 10_000,
    maxRetriesPerRequest: use === 'producer' ? 0 : null,
    enableOfflineQueue: use === 'consumer',
    enableReadyCheck: true,
  };
  if (address.kind === 'single') return new Redis(address.url, common);
  const { username, password, tls } = address;
  const credentials = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
  if (address.kind === 'sentinel') {
    return new Redis({
      ...common,
      ...credentials,
      sentinels: address.sentinels,
      name: address.name,
      db: address.db,
      sentinelRetryStrategy: retryStrategy,
      ...(tls ? { enableTLSForSentinelMode: true } : {}),
    });
  }
  const { retryStrategy: _, enableOfflineQueue, ...perNode } = common;
  return new Cluster(address.nodes, {
    redisOptions: { ...perNode, ...credentials },
    clusterRetryStrategy: retryStrategy,
    enableOfflineQueue,
    // Certificates carry names: with TLS the nodes' own names must not be resolved away.
    ...(tls ? { dnsLookup: (name: string, done: (error: null, address: string) => void) => done(null, name) } : {}),
  });
}

/** Resolves when the client is connected; rejects when it is not within `ms`. */
export function whenReady(client: RedisClient, ms: number): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      clearTimeout(timer);
      client.off('ready', ready);
      if (error) reject(error);
      else resolve();
    };
    const ready = (): void => end();
    const timer = setTimeout(() => end(new Error('Redis does not answer.')), ms);
    client.once('ready', ready);
  });
}

/**
 * Looks at the settings that decide whether jobs survive.
 * @throws StartupError when the server may evict jobs
 */
export async function checkRedisSettings(client: RedisClient, log: Logger): Promise<void> {
  const nodes = client instanceof Cluster ? client.nodes('master') : [client];
  for (const node of nodes) {
    const facts = readInfo(`${await node.info('memory')}\r\n${await node.info('persistence')}`);
    const policy = facts.get('maxmemory_policy') ?? 'noeviction';
    if (policy !== 'noeviction') {
      throw new StartupError(
        `The Redis server of REDIS_URL has maxmemory-policy ${policy}, which drops jobs when memory is short: ` +
          'set it to noeviction (redis-cli config set maxmemory-policy noeviction, and in redis.conf).',
      );
    }
    if (facts.get('aof_enabled') === '0') {
      log.warn('Redis keeps no append-only file: its jobs are lost with it, and rung again from PostgreSQL');
    }
  }
}

function readInfo(text: string): Map<string, string> {
  return new Map(
    text
      .split(/\r?\n/)
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}
