import { boolean, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { RECIPIENT_OBSTACLES, type RecipientReason } from '../../domain/mailings/recipient.ts';

/** Somebody of the audience of a mailing as it was when it was sent, and why. */
export const mailingRecipient = pgTable(
  'mailing_recipient',
  {
    mailingId: uuid('mailing_id').notNull(),
    personId: uuid('person_id').notNull(),
    reasons: jsonb('reasons').$type<RecipientReason[]>().notNull(),
    /** Presides one of the POs of the reasons. */
    president: boolean('president').notNull(),
    /** Why no mail was written; null: one was. */
    obstacle: text('obstacle', { enum: RECIPIENT_OBSTACLES }),
    mailId: uuid('mail_id'),
  },
  (table) => [primaryKey({ columns: [table.mailingId, table.personId] })],
);
