import { sql } from 'drizzle-orm';
import { doublePrecision, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { addressColumns } from './address-columns.ts';
import { at, id } from './columns.ts';

/** A place where schools teach (implantation). */
export const site = pgTable('site', {
  id: id().default(sql`uuidv7()`),
  fase: integer('fase').notNull(),
  ...addressColumns(),
  municipality: text('municipality').notNull().default(''),
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  createdBy: uuid('created_by').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
