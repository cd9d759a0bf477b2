import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const staffSession = pgTable('staff_session', {
  id: id().default(sql`uuidv7()`),
  userId: uuid('user_id').notNull(),
  token: text('token').notNull(),
  expiresAt: at('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  /** Null while nothing but the password was shown. */
  secondFactorAt: at('second_factor_at'),
  /** When the person last proved to be themselves. */
  authenticatedAt: at('authenticated_at'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
