import { pgTable, text } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** Addresses that no mail may go to any more. */
export const mailSuppression = pgTable('mail_suppression', {
  addressKey: text('address_key').primaryKey(),
  reason: text('reason').notNull(),
  at: at('at').notNull().defaultNow(),
});
