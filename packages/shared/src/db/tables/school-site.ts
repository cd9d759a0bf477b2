import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

export const schoolSite = pgTable(
  'school_site',
  {
    schoolId: uuid('school_id').notNull(),
    siteId: uuid('site_id').notNull(),
    teachingKinds: text('teaching_kinds').array().notNull().default([]),
    createdBy: uuid('created_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.schoolId, table.siteId] })],
);
