import { integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

export const requestPayload = pgTable(
  'request_payload',
  {
    requestId: uuid('request_id').notNull(),
    version: integer('version').notNull(),
    schemaVersion: integer('schema_version').notNull(),
    /** Parsed again on every read by the schema of its type and version. */
    payload: jsonb('payload').$type<unknown>().notNull(),
    /** What the register said when it came; parsed again on every read (request-types/recorded.ts). */
    recorded: jsonb('recorded').$type<unknown>(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.version] })],
);
