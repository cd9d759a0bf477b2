import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea } from './columns.ts';

/** What a member lets a platform have in one session of the extranet, and no longer. */
export const oidcGrant = pgTable('oidc_grant', {
  key: bytea('key').primaryKey(),
  accountId: uuid('account_id').notNull(),
  platformId: uuid('platform_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  sealed: text('sealed').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
});
