import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, id } from './columns.ts';
import { SIGN_IN_WAYS } from './member-session.ts';

/** One sign-in of a member, from a device that is known by its cookie. */
export const memberSignIn = pgTable('member_sign_in', {
  id: id().default(sql`uuidv7()`),
  accountId: uuid('account_id').notNull(),
  at: at('at').notNull().defaultNow(),
  way: text('way', { enum: SIGN_IN_WAYS }).notNull(),
  deviceSha256: bytea('device_sha256').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
});
