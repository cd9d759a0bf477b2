import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { BULK_ITEM_STATES } from '../../domain/bulk.ts';
import { at } from './columns.ts';

/** One request of a run, and what became of it. */
export const bulkItem = pgTable(
  'bulk_item',
  {
    runId: uuid('run_id').notNull(),
    place: integer('place').notNull(),
    requestId: uuid('request_id').notNull(),
    version: integer('version').notNull(),
    state: text('state', { enum: BULK_ITEM_STATES }).notNull().default('waiting'),
    outcome: text('outcome').notNull().default(''),
    assignedFrom: uuid('assigned_from'),
    decisionId: uuid('decision_id'),
    at: at('at'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.place] })],
);
