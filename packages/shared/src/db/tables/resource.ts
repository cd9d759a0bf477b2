import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../domain/roles.ts';
import { at, id } from './columns.ts';

/** An entry of the extranet's menu. `roles` null: every member sees it. */
export const resource = pgTable('resource', {
  id: id().default(sql`uuidv7()`),
  slug: text('slug').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  url: text('url'),
  roles: text('roles', { enum: ROLES }).array(),
  position: integer('position').notNull(),
  version: integer('version').notNull().default(1),
  /** Put away: no member finds it. */
  archivedAt: at('archived_at'),
  /** Null: as the product came. */
  updatedBy: uuid('updated_by'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
