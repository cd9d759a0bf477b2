import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { addressColumns } from './address-columns.ts';
import { at, id } from './columns.ts';

/** A Pouvoir organisateur. Its key towards people is its FASE number. */
export const po = pgTable('po', {
  id: id().default(sql`uuidv7()`),
  fase: integer('fase').notNull(),
  name: text('name').notNull(),
  enterpriseNumber: text('enterprise_number'),
  ...addressColumns(),
  municipality: text('municipality').notNull().default(''),
  contactEmail: text('contact_email'),
  contactPhone: text('contact_phone'),
  regionId: uuid('region_id').notNull(),
  /** Its first day, where staff founded it. */
  openedOn: date('opened_on', { mode: 'string' }),
  /** Its last day, once it is known. */
  closedOn: date('closed_on', { mode: 'string' }),
  /** The PO that took it over. */
  mergedInto: uuid('merged_into'),
  /** The enterprise number that it will have, from which day on, and why. */
  nextNumber: text('next_number'),
  nextNumberOn: date('next_number_on', { mode: 'string' }),
  nextNumberBy: uuid('next_number_by'),
  createdBy: uuid('created_by').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  search: text('search').notNull().generatedAlwaysAs(sql`fold(...)`),
});
