import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** A secretariat in charge. */
export const region = pgTable('region', {
  id: id().default(sql`uuidv7()`),
  code: text('code').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  phone: text('phone').notNull().default(''),
  /** What the installation gave, while the secretariat goes by something else. */
  defaultName: text('default_name'),
  defaultEmail: text('default_email'),
  defaultPhone: text('default_phone'),
  createdAt: at('created_at').notNull().defaultNow(),
});
