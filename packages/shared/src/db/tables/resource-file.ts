import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { RESOURCE_FILE_KINDS } from '../../domain/resource-files.ts';
import { at, id } from './columns.ts';

/** A file that a resource opens; its bytes are in `resource_chunk`. It never changes. */
export const resourceFile = pgTable('resource_file', {
  id: id(),
  name: text('name').notNull(),
  kind: text('kind', { enum: RESOURCE_FILE_KINDS }).notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: at('uploaded_at').notNull(),
  /** Null while a resource holds it. */
  expiresAt: at('expires_at'),
});
