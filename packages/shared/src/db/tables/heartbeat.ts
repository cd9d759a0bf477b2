import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

export const heartbeat = pgTable(
  'heartbeat',
  {
    process: text('process').notNull(),
    instance: text('instance').notNull(),
    at: at('at').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.process, table.instance] })],
);
