import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** A reason of a refusal that is given again and again. */
export const reasonTemplate = pgTable('reason_template', {
  id: id().default(sql`uuidv7()`),
  regionId: uuid('region_id').notNull(),
  type: text('type'),
  title: text('title').notNull(),
  body: text('body').notNull(),
  version: integer('version').notNull().default(1),
  updatedBy: uuid('updated_by').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  archivedAt: at('archived_at'),
});
