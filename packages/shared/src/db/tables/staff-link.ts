import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, id } from './columns.ts';

export const STAFF_LINK_PURPOSES = ['invitation', 'password'] as const;
export type StaffLinkPurpose = (typeof STAFF_LINK_PURPOSES)[number];

/** The link of a mail to staff: to accept an invitation, or to choose a new password. */
export const staffLink = pgTable('staff_link', {
  id: id().default(sql`uuidv7()`),
  staffId: uuid('staff_id').notNull(),
  purpose: text('purpose', { enum: STAFF_LINK_PURPOSES }).notNull(),
  secretSha256: bytea('secret_sha256').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
  voidedAt: at('voided_at'),
  createdAt: at('created_at').notNull().defaultNow(),
});
