import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** What the secretariat writes for itself about a request. */
export const note = pgTable('note', {
  id: id().default(sql`uuidv7()`),
  requestId: uuid('request_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  body: text('body').notNull(),
  mentions: uuid('mentions').array().notNull().default([]),
  at: at('at').notNull().defaultNow(),
});
