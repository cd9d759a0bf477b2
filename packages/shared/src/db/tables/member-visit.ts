import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** When a member last looked at the menu of the extranet, and the end of the visit before. */
export const memberVisit = pgTable('member_visit', {
  accountId: uuid('account_id').primaryKey(),
  seenAt: at('seen_at').notNull(),
  seenBefore: at('seen_before'),
});
