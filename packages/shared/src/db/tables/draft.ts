import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { at, bytea } from './columns.ts';

/** An envoi that is being written. `content` opens with a secret that is not in the database; null once it has left. */
export const draft = pgTable('draft', {
  id: text('id').primaryKey(),
  secretSha256: bytea('secret_sha256').notNull(),
  content: bytea('content'),
  version: integer('version').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
});
