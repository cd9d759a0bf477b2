import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** The lists of the extranet that mark what came since the last visit. */
export const VISITED_LISTS = ['resources', 'mailings'] as const;
export type VisitedList = (typeof VISITED_LISTS)[number];

/** When a member last looked at a list of the extranet, and the end of the visit before. */
export const memberVisit = pgTable(
  'member_visit',
  {
    accountId: uuid('account_id').notNull(),
    list: text('list').$type<VisitedList>().notNull(),
    seenAt: at('seen_at').notNull(),
    seenBefore: at('seen_before'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.list] })],
);
