import { sql } from 'drizzle-orm';
import { boolean, date, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { addressColumns } from './address-columns.ts';
import { at, id } from './columns.ts';

/** A human being, recorded once. Identity: last name, first name, date of birth. */
export const person = pgTable('person', {
  id: id().default(sql`uuidv7()`),
  lastName: text('last_name').notNull(),
  firstName: text('first_name').notNull(),
  birthDate: date('birth_date', { mode: 'string' }).notNull(),
  email: text('email'),
  phone: text('phone'),
  ...addressColumns(),
  deceased: boolean('deceased').notNull().default(false),
  /** The record that stays, when this one was merged into it: it is in no search then. */
  mergedInto: uuid('merged_into'),
  mergedBy: uuid('merged_by'),
  createdBy: uuid('created_by').notNull(),
  /** Names and birth date say nothing since then (domain/erased.ts). */
  erasedAt: at('erased_at'),
  updatedAt: at('updated_at').notNull().defaultNow(),
  search: text('search').notNull().generatedAlwaysAs(sql`fold(...)`),
  emailKey: text('email_key').generatedAlwaysAs(sql`lower(email)`),
});
