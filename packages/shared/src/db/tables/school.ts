import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { addressColumns } from './address-columns.ts';
import { at, id } from './columns.ts';

export const school = pgTable('school', {
  id: id().default(sql`uuidv7()`),
  fase: integer('fase'),
  poId: uuid('po_id').notNull(),
  name: text('name').notNull(),
  enterpriseNumber: text('enterprise_number'),
  level: text('level').notNull().default(''),
  network: text('network').notNull().default(''),
  ...addressColumns(),
  municipality: text('municipality').notNull().default(''),
  district: text('district').notNull().default(''),
  zone: text('zone').notNull().default(''),
  openedOn: date('opened_on', { mode: 'string' }),
  closedOn: date('closed_on', { mode: 'string' }),
  /** Where it will go, from which day on, and why. */
  nextPoId: uuid('next_po_id'),
  nextPoOn: date('next_po_on', { mode: 'string' }),
  nextPoBy: uuid('next_po_by'),
  createdBy: uuid('created_by').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  search: text('search').notNull().generatedAlwaysAs(sql`fold(...)`),
});
