import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ImportMapping } from '../../domain/member-import.ts';
import { at } from './columns.ts';

/** How a secretariat read a set of headers the last time. */
export const importMapping = pgTable(
  'import_mapping',
  {
    regionId: uuid('region_id').notNull(),
    headersKey: text('headers_key').notNull(),
    mapping: jsonb('mapping').$type<ImportMapping>().notNull(),
    updatedBy: uuid('updated_by').notNull(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.regionId, table.headersKey] })],
);
