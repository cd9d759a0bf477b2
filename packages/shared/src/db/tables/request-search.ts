import { customType, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' });

/** What a request is found by. Written by `refresh_request_search` only, read by reads/search-requests.ts. */
export const requestSearch = pgTable('request_search', {
  requestId: uuid('request_id').primaryKey(),
  regionId: uuid('region_id').notNull(),
  type: text('type').notNull(),
  createdAt: at('created_at').notNull(),
  submissionId: uuid('submission_id').notNull(),
  position: integer('position').notNull(),
  words: tsvector('words').notNull(),
});
