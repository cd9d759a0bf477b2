import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** The draft that a resume link opens, its secret wrapped with a key made of the link's own secret. */
export const tokenDraft = pgTable('token_draft', {
  tokenId: uuid('token_id').primaryKey(),
  draftId: text('draft_id').notNull(),
  wrappedSecret: bytea('wrapped_secret').notNull(),
});
