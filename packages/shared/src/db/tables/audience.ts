import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { at, id } from './columns.ts';

/** Whom mailings are for, under a name. */
export const audience = pgTable('audience', {
  id: id().default(sql`uuidv7()`),
  regionId: uuid('region_id').notNull(),
  name: text('name').notNull(),
  criteria: jsonb('criteria').$type<AudienceCriteria>().notNull(),
  version: integer('version').notNull().default(1),
  updatedBy: uuid('updated_by').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  archivedAt: at('archived_at'),
});
