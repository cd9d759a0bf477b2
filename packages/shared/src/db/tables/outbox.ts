import { sql } from 'drizzle-orm';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const OUTBOX_STATES = ['pending', 'done', 'cancelled', 'dead'] as const;

/** What has to be done. The queue only rings for it. */
export const outbox = pgTable('outbox', {
  id: id().default(sql`uuidv7()`),
  kind: text('kind').notNull(),
  ref: text('ref').notNull(),
  state: text('state', { enum: OUTBOX_STATES }).notNull().default('pending'),
  generation: integer('generation').notNull().default(0),
  attempts: integer('attempts').notNull().default(0),
  nextAt: at('next_at').notNull().defaultNow(),
  errorCode: text('error_code'),
  createdAt: at('created_at').notNull().defaultNow(),
  doneAt: at('done_at'),
});
