import { integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** A piece of the file of an export. */
export const exportChunk = pgTable(
  'export_chunk',
  {
    runId: uuid('run_id').notNull(),
    attempt: integer('attempt').notNull(),
    place: integer('place').notNull(),
    content: bytea('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.attempt, table.place] })],
);
