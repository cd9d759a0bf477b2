import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { id } from './columns.ts';

export const staffRateLimit = pgTable('staff_rate_limit', {
  id: id().default(sql`uuidv7()`),
  key: text('key').notNull(),
  count: integer('count').notNull(),
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
});
