import { integer, pgTable, text } from 'drizzle-orm/pg-core';

/** What a member's own access export reads of each table; written from the map of retention by the migrator. */
export const personalPart = pgTable('personal_part', {
  name: text('name').primaryKey(),
  position: integer('position').notNull(),
  columns: text('columns').array().notNull(),
  condition: text('condition').notNull(),
});
