import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { PLATFORM_SHARES } from '../../domain/platforms.ts';
import { ROLES } from '../../domain/roles.ts';
import { at, bytea, id } from './columns.ts';

/** Another platform of the federation, which members enter with their account: a client of OpenID Connect. */
export const platform = pgTable('platform', {
  id: id().default(sql`uuidv7()`),
  clientId: text('client_id').notNull(),
  name: text('name').notNull(),
  redirectUris: text('redirect_uris').array().notNull(),
  postLogoutUris: text('post_logout_uris').array().notNull().default([]),
  /** Null: every member. */
  roles: text('roles', { enum: ROLES }).array(),
  shares: text('shares', { enum: PLATFORM_SHARES }).array().notNull(),
  consentText: text('consent_text').notNull(),
  consentVersion: integer('consent_version').notNull().default(1),
  public: boolean('public').notNull(),
  secretSha256: bytea('secret_sha256'),
  secretMadeAt: at('secret_made_at'),
  disabledAt: at('disabled_at'),
  version: integer('version').notNull().default(1),
  createdBy: uuid('created_by'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedBy: uuid('updated_by'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
