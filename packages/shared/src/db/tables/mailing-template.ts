import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { MAILING_KIND_NAMES, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import { at, id } from './columns.ts';

/** A text that the secretariat keeps ready. */
export const mailingTemplate = pgTable('mailing_template', {
  id: id(),
  regionId: uuid('region_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind', { enum: MAILING_KIND_NAMES as [MailingKind, ...MailingKind[]] }).notNull(),
  subject: text('subject').notNull(),
  /** A document of the editor; parsed again on every read. */
  body: jsonb('body').notNull(),
  textPart: text('text_part'),
  version: integer('version').notNull().default(1),
  updatedBy: uuid('updated_by').notNull(),
  updatedAt: at('updated_at').notNull(),
  archivedAt: at('archived_at'),
});
