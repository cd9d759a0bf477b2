import { sql } from 'drizzle-orm';
import { boolean, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ViewFilters } from '../../contracts/saved-views.ts';
import { at, id } from './columns.ts';

/** Filters of the queue under a name: one's own, or shared with the colleagues of the secretariat. */
export const savedView = pgTable('saved_view', {
  id: id().default(sql`uuidv7()`),
  regionId: uuid('region_id').notNull(),
  ownerId: uuid('owner_id').notNull(),
  name: text('name').notNull(),
  filters: jsonb('filters').$type<ViewFilters>().notNull(),
  shared: boolean('shared').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
