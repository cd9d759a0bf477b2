import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { MAILING_FILE_KINDS } from '../../domain/mailings/mailing-files.ts';
import { at, bytea, id } from './columns.ts';

/** An image or a document that travels with mailings. It never changes. */
export const mailingFile = pgTable('mailing_file', {
  id: id(),
  regionId: uuid('region_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind', { enum: MAILING_FILE_KINDS }).notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
  content: bytea('content').notNull(),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: at('uploaded_at').notNull(),
  /** Null while a mailing or a template holds it. */
  expiresAt: at('expires_at'),
});
