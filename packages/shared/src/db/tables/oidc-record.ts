import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { at, bytea } from './columns.ts';

/** What the OpenID provider keeps between two requests: sealed, under the digest of what finds it again. */
export const oidcRecord = pgTable(
  'oidc_record',
  {
    model: text('model').notNull(),
    key: bytea('key').notNull(),
    uidKey: bytea('uid_key'),
    grantKey: bytea('grant_key'),
    sealed: text('sealed').notNull(),
    consumedAt: at('consumed_at'),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.model, table.key] })],
);
