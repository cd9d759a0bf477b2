import { sql } from 'drizzle-orm';
import { integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** That a member lets a platform know who they are; one at a time, those taken back stay. */
export const platformConsent = pgTable('platform_consent', {
  id: id().default(sql`uuidv7()`),
  accountId: uuid('account_id').notNull(),
  platformId: uuid('platform_id').notNull(),
  consentVersion: integer('consent_version').notNull(),
  givenAt: at('given_at').notNull(),
  withdrawnAt: at('withdrawn_at'),
});
