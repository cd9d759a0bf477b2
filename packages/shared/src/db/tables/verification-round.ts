import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** One asking of all POs of a secretariat, or of one. */
export const verificationRound = pgTable('verification_round', {
  id: id(),
  regionId: uuid('region_id').notNull(),
  poId: uuid('po_id'),
  /** Null: the calendar. */
  orderedBy: uuid('ordered_by'),
  orderedAt: at('ordered_at').notNull().defaultNow(),
});
