import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { REPORT_KINDS, REPORT_SOURCES } from '../../domain/mailings/mail-report.ts';
import { at, id } from './columns.ts';

/** What another mail server said of one of our mails. */
export const mailReport = pgTable('mail_report', {
  id: id().default(sql`uuidv7()`),
  /** A digest: a message that is read twice adds nothing. */
  messageKey: text('message_key').notNull(),
  /** Null: it fits none of our mails. */
  mailId: uuid('mail_id'),
  kind: text('kind', { enum: REPORT_KINDS }).notNull(),
  /** Enhanced status code (RFC 3463). */
  status: text('status'),
  words: text('server_words').notNull().default(''),
  source: text('source', { enum: REPORT_SOURCES }).notNull(),
  receivedAt: at('received_at').notNull(),
});
