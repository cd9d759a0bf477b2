import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { BULK_KINDS } from '../../domain/bulk.ts';
import { at, id } from './columns.ts';

/** What somebody ordered for many requests at once. */
export const bulkRun = pgTable('bulk_run', {
  id: id(),
  regionId: uuid('region_id').notNull(),
  kind: text('kind', { enum: BULK_KINDS }).notNull(),
  reason: text('reason').notNull().default(''),
  assigneeId: uuid('assignee_id'),
  staffId: uuid('staff_id').notNull(),
  undoDelaySeconds: integer('undo_delay_seconds').notNull().default(0),
  orderedAt: at('ordered_at').notNull().defaultNow(),
  stoppedAt: at('stopped_at'),
  stoppedBy: uuid('stopped_by'),
  finishedAt: at('finished_at'),
});
