import { bigint, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { NOTICE_KINDS, NOTICE_MAILS } from '../../domain/notices.ts';
import { at } from './columns.ts';

/** One notice to one person, in the way they had asked for when it was written. */
export const notice = pgTable('notice', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  staffId: uuid('staff_id').notNull(),
  kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
  requestId: uuid('request_id').notNull(),
  /** What is told once: a request, a correction, a decision, a note. */
  cause: text('cause').notNull(),
  browser: boolean('browser').notNull(),
  mail: text('mail', { enum: NOTICE_MAILS }).notNull(),
  /** The daily mail that told it. */
  digestId: uuid('digest_id'),
  createdAt: at('created_at').notNull().defaultNow(),
});
