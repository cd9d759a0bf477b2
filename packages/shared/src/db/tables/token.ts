import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, id } from './columns.ts';

export const TOKEN_PURPOSES = [
  'activation',
  'password-reset',
  'email-confirmation',
  'tracking',
  'resume',
  'form-door',
  'sign-in',
  'address-present',
  'address-new',
] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

export const token = pgTable('token', {
  id: id().default(sql`uuidv7()`),
  purpose: text('purpose', { enum: TOKEN_PURPOSES }).notNull(),
  accountId: uuid('account_id'),
  submissionId: uuid('submission_id'),
  secretSha256: bytea('secret_sha256').notNull(),
  email: text('email'),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
  voidedAt: at('voided_at'),
  /** When its page was first looked at, by whomever: filters of mail servers do too. */
  openedAt: at('opened_at'),
  createdAt: at('created_at').notNull().defaultNow(),
});
