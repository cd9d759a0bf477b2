import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** Something a person of the secretariat has to deal with: a refused mail, two people sharing one address... */
export const staffTask = pgTable('staff_task', {
  id: id().default(sql`uuidv7()`),
  regionId: uuid('region_id'),
  kind: text('kind').notNull(),
  ref: text('ref').notNull(),
  reason: text('reason').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  createdAt: at('created_at').notNull().defaultNow(),
  doneAt: at('done_at'),
  doneBy: uuid('done_by'),
});
