import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const STAFF_ROLES = ['reader', 'secretariat', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** The sign-in of a member of a secretariat (back office). */
export const staffUser = pgTable('staff_user', {
  id: id().default(sql`uuidv7()`),
  name: text('name').notNull(),
  email: text('email').notNull(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  regionId: uuid('region_id').notNull(),
  role: text('role', { enum: STAFF_ROLES }).notNull().default('secretariat'),
  personId: uuid('person_id'),
  demo: boolean('demo').notNull().default(false),
  /** When the first password was chosen; null while the invitation waits. */
  activatedAt: at('activated_at'),
  lastSignInAt: at('last_sign_in_at'),
  disabledAt: at('disabled_at'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
