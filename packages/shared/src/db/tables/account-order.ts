import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ACCOUNT_ACTS } from '../../domain/account-acts.ts';
import { at, id } from './columns.ts';

export const ACCOUNT_ORDER_STATES = ['ordered', 'done', 'refused'] as const;

/** What staff ordered for somebody's account, and what became of it. */
export const accountOrder = pgTable('account_order', {
  id: id().default(sql`uuidv7()`),
  personId: uuid('person_id').notNull(),
  kind: text('kind', { enum: ACCOUNT_ACTS }).notNull(),
  /** The address that was shown when it was ordered. */
  address: text('address').notNull(),
  reason: text('reason').notNull().default(''),
  state: text('state', { enum: ACCOUNT_ORDER_STATES }).notNull().default('ordered'),
  outcome: text('outcome'),
  orderedBy: uuid('ordered_by').notNull(),
  orderedAt: at('ordered_at').notNull().defaultNow(),
  doneAt: at('done_at'),
});
