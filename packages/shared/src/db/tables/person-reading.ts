import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** Screens that show what a person's file holds. */
export const READING_SCREENS = ['person', 'po'] as const;

/** Who of the secretariat looked at whose file, once an hour. */
export const personReading = pgTable('person_reading', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  staffId: uuid('staff_id').notNull(),
  personId: uuid('person_id'),
  poId: uuid('po_id'),
  screen: text('screen', { enum: READING_SCREENS }).notNull(),
  hour: at('hour').notNull(),
  at: at('at').notNull().defaultNow(),
});
