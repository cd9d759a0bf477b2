import { bigint, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** A piece of the file of a resource, by the place of its first byte. */
export const resourceChunk = pgTable(
  'resource_chunk',
  {
    fileId: uuid('file_id').notNull(),
    fromByte: bigint('from_byte', { mode: 'number' }).notNull(),
    content: bytea('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fileId, table.fromByte] })],
);
