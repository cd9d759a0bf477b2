import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** The key that signs identity tokens, sealed: made once where the environment gives none. */
export const oidcSigningKey = pgTable('oidc_signing_key', {
  id: id().default(sql`uuidv7()`),
  sealed: text('sealed').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});
