import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { LEAVABLE_KINDS } from '../../domain/mailings/mailing-kinds.ts';
import { OPT_OUT_WAY_NAMES } from '../../domain/mailings/opt-out-ways.ts';
import { at } from './columns.ts';

/** A kind of mailing that a person left. */
export const mailingOptOut = pgTable(
  'mailing_opt_out',
  {
    personId: uuid('person_id').notNull(),
    kind: text('kind', { enum: LEAVABLE_KINDS }).notNull(),
    at: at('at').notNull().defaultNow(),
    via: text('via', { enum: OPT_OUT_WAY_NAMES }).notNull(),
    /** Who noted it, when it was said to the secretariat. */
    staffId: uuid('staff_id'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.kind] })],
);
