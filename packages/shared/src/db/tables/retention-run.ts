import { jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** One passage of the retention jobs, with its report. */
export const retentionRun = pgTable('retention_run', {
  id: id(),
  /** Null: the calendar. */
  orderedBy: uuid('ordered_by'),
  orderedAt: at('ordered_at').notNull().defaultNow(),
  startedAt: at('started_at'),
  finishedAt: at('finished_at'),
  /** As they were in force. */
  periods: jsonb('periods').$type<Record<string, number>>().notNull().default({}),
  counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
});
