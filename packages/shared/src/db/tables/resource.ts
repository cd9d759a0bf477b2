import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../domain/roles.ts';
import { at, id } from './columns.ts';

/** An entry of the extranet's menu. Its POs are in `resource_po`. */
export const resource = pgTable('resource', {
  id: id().default(sql`uuidv7()`),
  slug: text('slug').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  url: text('url'),
  /** Instead of a link. */
  fileId: uuid('file_id'),
  /** For those of `administrator_roles` too. */
  administrators: boolean('administrators').notNull().default(false),
  /** Null: every member. */
  roles: text('roles', { enum: ROLES }).array(),
  shownFrom: date('shown_from', { mode: 'string' }),
  shownTo: date('shown_to', { mode: 'string' }),
  position: integer('position').notNull(),
  version: integer('version').notNull().default(1),
  /** Put away: no member finds it. */
  archivedAt: at('archived_at'),
  /** When what it opens last became another. */
  renewedAt: at('renewed_at').notNull().defaultNow(),
  /** Null: as the product came. */
  updatedBy: uuid('updated_by'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
