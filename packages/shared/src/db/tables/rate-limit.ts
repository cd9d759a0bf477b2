import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';

/** Counters of `http/rate-limit.ts`, in the shape that rate-limiter-flexible writes. Unlogged: see the migration. */
export const rateLimit = pgTable(
  'rate_limit',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull().default(0),
    /** Milliseconds since 1970. */
    expire: bigint('expire', { mode: 'number' }),
  },
  (table) => [index('rate_limit_expire').on(table.expire)],
);
