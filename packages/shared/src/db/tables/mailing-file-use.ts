import { boolean, integer, pgTable, uuid } from 'drizzle-orm/pg-core';

/** That a mailing, or a template, holds a file. */
export const mailingFileUse = pgTable('mailing_file_use', {
  fileId: uuid('file_id').notNull(),
  mailingId: uuid('mailing_id'),
  templateId: uuid('template_id'),
  /** A file of its own; otherwise an image within the text. */
  attached: boolean('attached').notNull(),
  place: integer('place').notNull(),
});
