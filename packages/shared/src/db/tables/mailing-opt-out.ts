import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { LEAVABLE_KINDS } from '../../domain/mailings/mailing-kinds.ts';
import { at } from './columns.ts';

export const OPT_OUT_WAYS = ['link', 'extranet', 'staff', 'complaint'] as const;

/** A kind of mailing that a person left. */
export const mailingOptOut = pgTable(
  'mailing_opt_out',
  {
    personId: uuid('person_id').notNull(),
    kind: text('kind', { enum: LEAVABLE_KINDS }).notNull(),
    at: at('at').notNull().defaultNow(),
    via: text('via', { enum: OPT_OUT_WAYS }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.kind] })],
);
