import { pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { DUPLICATE_STATES } from '../../domain/duplicates.ts';
import { at } from './columns.ts';

/** Two records that may be one human being; `oneId` is the lesser id. `gone`: they resemble each other no more. */
export const duplicatePair = pgTable(
  'duplicate_pair',
  {
    oneId: uuid('one_id').notNull(),
    otherId: uuid('other_id').notNull(),
    score: smallint('score').notNull(),
    reasons: text('reasons').array().notNull(),
    state: text('state', { enum: DUPLICATE_STATES }).notNull().default('open'),
    foundAt: at('found_at').notNull().defaultNow(),
    /** The last look that found them alike. */
    seenAt: at('seen_at').notNull().defaultNow(),
    settledAt: at('settled_at'),
    settledBy: uuid('settled_by'),
    reason: text('reason').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.oneId, table.otherId] })],
);
