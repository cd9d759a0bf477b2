import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id, period } from './columns.ts';

export const END_REASONS = ['resignation', 'end-of-mandate', 'death', 'other'] as const;

/** A person's membership of one PO over a period. */
export const mandate = pgTable('mandate', {
  id: id().default(sql`uuidv7()`),
  personId: uuid('person_id').notNull(),
  poId: uuid('po_id').notNull(),
  period: period('period').notNull(),
  endReason: text('end_reason', { enum: END_REASONS }),
  openedBy: uuid('opened_by').notNull(),
  endedBy: uuid('ended_by'),
  annulledAt: at('annulled_at'),
  annulledBy: uuid('annulled_by'),
});
