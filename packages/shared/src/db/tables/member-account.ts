import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const ACCOUNT_STATES = ['waiting', 'invited', 'active', 'closed'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** The sign-in of a person (extranet). `waiting`: the address is another person's, one of their own is awaited. */
export const memberAccount = pgTable('member_account', {
  id: id().default(sql`uuidv7()`),
  personId: uuid('person_id').notNull(),
  name: text('name').notNull(),
  email: text('email'),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  state: text('state', { enum: ACCOUNT_STATES }).notNull(),
  pendingEmail: text('pending_email'),
  demo: boolean('demo').notNull().default(false),
  activatedAt: at('activated_at'),
  closedAt: at('closed_at'),
  createdBy: uuid('created_by').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
