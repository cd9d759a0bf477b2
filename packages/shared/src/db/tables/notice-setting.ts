import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { NOTICE_KINDS, NOTICE_MAILS } from '../../domain/notices.ts';

/** Which notices a member of staff wants, and how; what has no row is as proposed (domain/notices.ts). */
export const noticeSetting = pgTable(
  'notice_setting',
  {
    staffId: uuid('staff_id').notNull(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    browser: boolean('browser').notNull(),
    mail: text('mail', { enum: NOTICE_MAILS }).notNull(),
    afterDays: integer('after_days'),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.kind] })],
);
