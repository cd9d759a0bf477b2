import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** The one thread between the secretariat and the author of an envoi. */
export const message = pgTable('message', {
  id: id().default(sql`uuidv7()`),
  submissionId: uuid('submission_id').notNull(),
  requestId: uuid('request_id'),
  authorKind: text('author_kind', { enum: ['staff', 'submitter'] }).notNull(),
  staffId: uuid('staff_id'),
  authorLabel: text('author_label').notNull(),
  body: text('body').notNull(),
  at: at('at').notNull().defaultNow(),
});
