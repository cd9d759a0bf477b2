import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

/** `held`: an acknowledgement to an address that nobody has confirmed and that had one today already. */
export const MAIL_STATES = ['pending', 'sending', 'sent', 'failed', 'unknown', 'cancelled', 'held'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** One mail = one row = one job. Its text is made from `kind` and `params` when it is sent. */
export const mail = pgTable('mail', {
  id: id().default(sql`uuidv7()`),
  kind: text('kind').notNull(),
  causeKey: text('cause_key').notNull(),
  toAddress: text('to_address').notNull(),
  toName: text('to_name').notNull().default(''),
  personId: uuid('person_id'),
  accountId: uuid('account_id'),
  submissionId: uuid('submission_id'),
  requestId: uuid('request_id'),
  tokenId: uuid('token_id'),
  params: jsonb('params').$type<Record<string, unknown>>().notNull().default({}),
  state: text('state', { enum: MAIL_STATES }).notNull().default('pending'),
  leaseOwner: uuid('lease_owner'),
  leaseUntil: at('lease_until'),
  attempts: integer('attempts').notNull().default(0),
  messageId: text('message_id').notNull(),
  responseCode: integer('response_code'),
  errorCode: text('error_code'),
  sentAt: at('sent_at'),
  createdAt: at('created_at').notNull().defaultNow(),
});
