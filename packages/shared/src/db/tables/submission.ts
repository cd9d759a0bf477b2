import { date, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { CAME_BY } from '../../domain/came-by.ts';
import { at, bytea, id } from './columns.ts';

/** One sending, from the form or entered by staff: one PO, one submitter, one or more change requests. */
export const submission = pgTable('submission', {
  id: id(),
  reference: text('reference').notNull(),
  regionId: uuid('region_id').notNull(),
  poId: uuid('po_id'),
  poTyped: jsonb('po_typed').$type<{ name: string; address: string }>(),
  submitterName: text('submitter_name').notNull(),
  /** Null when the secretariat entered it for somebody without one: nobody is mailed then. */
  submitterEmail: text('submitter_email'),
  submitterFunction: text('submitter_function').notNull(),
  message: text('message').notNull().default(''),
  channel: text('channel', { enum: ['form', 'staff'] })
    .notNull()
    .default('form'),
  /** Who of the secretariat wrote it; null when it came from the form. */
  enteredBy: uuid('entered_by'),
  /** How and when it reached the secretariat, which entered it. */
  cameBy: text('came_by', { enum: CAME_BY }),
  cameOn: date('came_on', { mode: 'string' }),
  privacyReadAt: at('privacy_read_at').notNull(),
  idempotencyKey: text('idempotency_key').notNull(),
  bodySha256: text('body_sha256').notNull(),
  emailConfirmedAt: at('email_confirmed_at'),
  submitterPersonId: uuid('submitter_person_id'),
  /** Of the secret in the receipt's tracking link. */
  followSha256: bytea('follow_sha256'),
  erasedAt: at('erased_at'),
  createdAt: at('created_at').notNull().defaultNow(),
});
