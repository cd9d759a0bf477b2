import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../domain/roles.ts';
import { at } from './columns.ts';

/** Who "all administrators" are: one row. */
export const administratorRoles = pgTable('administrator_roles', {
  single: boolean('single').primaryKey().default(true),
  roles: text('roles', { enum: ROLES }).array().notNull(),
  version: integer('version').notNull().default(1),
  /** Null: as the product came. */
  updatedBy: uuid('updated_by'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
