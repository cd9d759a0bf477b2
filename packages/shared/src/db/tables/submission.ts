import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, id } from './columns.ts';

/** One sending from the form: one PO, one submitter, one or more change requests. */
export const submission = pgTable('submission', {
  id: id(),
  reference: text('reference').notNull(),
  regionId: uuid('region_id').notNull(),
  poId: uuid('po_id'),
  poTyped: jsonb('po_typed').$type<{ name: string; address: string }>(),
  submitterName: text('submitter_name').notNull(),
  submitterEmail: text('submitter_email').notNull(),
  submitterFunction: text('submitter_function').notNull(),
  message: text('message').notNull().default(''),
  channel: text('channel', { enum: ['form', 'staff'] })
    .notNull()
    .default('form'),
  /** Who of the secretariat wrote it; null when it came from the form. */
  enteredBy: uuid('entered_by'),
  privacyReadAt: at('privacy_read_at').notNull(),
  idempotencyKey: text('idempotency_key').notNull(),
  bodySha256: text('body_sha256').notNull(),
  emailConfirmedAt: at('email_confirmed_at'),
  submitterPersonId: uuid('submitter_person_id'),
  /** Of the secret in the receipt's tracking link. */
  followSha256: bytea('follow_sha256'),
  createdAt: at('created_at').notNull().defaultNow(),
});
