import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { GuichetError } from '../errors/errors.ts';

export type RateLimit = {
  /** Takes `points` (1) from the key. Throws `too-many-requests` with `retryAfterSeconds` in its details. */
  consume: (key: string, points?: number) => Promise<void>;
  /** Gives the key back all its points: after a success, for instance. */
  forgive: (key: string) => Promise<void>;
};

export type RateLimitOptions = {
  /** The process's own connection (its role may write the table); `memory` for tests. */
  store: Sql | 'memory';
  /** What is limited: keys of different limits do not meet. */
  name: string;
  points: number;
  durationSeconds: number;
};

/** The migrations own this table: no process may create one. */
export const rateLimitTable = 'rate_limit';

/** A limit counted in one atomic statement. Keys (addresses, mails) are hashed before they are stored. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const limiter = createLimiter(options);
  return {
    consume: async (key, points = 1) => {
      try {
        await limiter.consume(digest(key), points);
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? tooMany(options.name, refusal) : away(refusal);
      }
    },
    forgive: async (key) => {
      await limiter.delete(digest(key)).catch((error: unknown) => {
        throw away(error);
      });
    },
  };
}

function createLimiter({ store, name, points, durationSeconds }: RateLimitOptions) {
  const common = { keyPrefix: name, points, duration: durationSeconds };
  if (store === 'memory') return new RateLimiterMemory(common);
  return new RateLimiterPostgres({
    ...common,
    storeClient: poolOver(store),
    storeType: 'pool',
    tableName: rateLimitTable,
    tableCreated: true,
    // Whoever floods is refused from memory, without a write each time.
    inMemoryBlockOnConsumed: points + 1,
  });
}

/** The limiter speaks to a pool of `pg`; our one pool is of postgres.js, and a second would only cost connections. */
function poolOver(sql: Sql) {
  return {
    query: async ({ text, values = [] }: { text: string; values?: (string | number | null)[] }) => {
      const rows = await sql.unsafe(text, values, { prepare: true });
      return { rows, rowCount: rows.count };
    },
  };
}

function digest(key: string): string {
  return createHash('sha256').update(key.toLowerCase()).digest('base64url');
}

function tooMany(name: string, refusal: RateLimiterRes): GuichetError {
  const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const when = minutes <= 1 ? 'dans une minute' : `dans ${minutes} minutes`;
  return new GuichetError('too-many-requests', `limit ${name} is used up`, {
    userMessage: `Trop d’essais en peu de temps. Réessayez ${when}.`,
    details: { retryAfterSeconds },
  });
}

/** Fails closed: while nobody can count, nobody passes. */
function away(cause: unknown): GuichetError {
  return new GuichetError('unavailable', 'the rate limit could not be counted', { cause });
}
