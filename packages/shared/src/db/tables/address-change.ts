import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const ADDRESS_CHANGE_STATES = ['asked', 'confirmed', 'done', 'refused', 'voided'] as const;

/** A change of address that a member asked for. `confirmed`: both addresses said so, the worker is next. */
export const addressChange = pgTable('address_change', {
  id: id().default(sql`uuidv7()`),
  accountId: uuid('account_id').notNull(),
  presentAddress: text('present_address').notNull(),
  wantedAddress: text('wanted_address').notNull(),
  state: text('state', { enum: ADDRESS_CHANGE_STATES }).notNull().default('asked'),
  presentConfirmedAt: at('present_confirmed_at'),
  newConfirmedAt: at('new_confirmed_at'),
  askedAt: at('asked_at').notNull().defaultNow(),
  settledAt: at('settled_at'),
});
