import { pgTable, text } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** The next free moment for mails of mailings: for all of them (`*`), and per recipient domain. */
export const mailPace = pgTable('mail_pace', {
  key: text('key').primaryKey(),
  nextAt: at('next_at').notNull(),
});
