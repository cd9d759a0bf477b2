import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** A delay, text or period that a secretariat chose for itself; `value` null: put back to what the installation gives. */
export const setting = pgTable(
  'setting',
  {
    regionId: uuid('region_id').notNull(),
    key: text('key').notNull(),
    value: jsonb('value'),
    version: integer('version').notNull().default(1),
    updatedBy: uuid('updated_by').notNull(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.regionId, table.key] })],
);
