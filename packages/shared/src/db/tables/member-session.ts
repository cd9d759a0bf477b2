import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** How somebody showed who they are, before any code. */
export const SIGN_IN_WAYS = ['password', 'link', 'passkey'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

export const memberSession = pgTable('member_session', {
  id: id().default(sql`uuidv7()`),
  userId: uuid('user_id').notNull(),
  token: text('token').notNull(),
  expiresAt: at('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  /** Null while no code was shown. */
  secondFactorAt: at('second_factor_at'),
  /** When the person last proved to be themselves. */
  authenticatedAt: at('authenticated_at'),
  way: text('way', { enum: SIGN_IN_WAYS }),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
