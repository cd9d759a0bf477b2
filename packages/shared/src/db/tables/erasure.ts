import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const ERASURE_STATES = ['awaiting-second', 'ordered', 'done', 'refused'] as const;
export type ErasureState = (typeof ERASURE_STATES)[number];
export const ERASURE_GROUNDS = ['request', 'retention'] as const;

/** One erasure of one person: asked for, or due by the calendar. Ids and numbers only. */
export const erasure = pgTable('erasure', {
  id: id(),
  personId: uuid('person_id').notNull(),
  regionId: uuid('region_id'),
  ground: text('ground', { enum: ERASURE_GROUNDS }).notNull(),
  /** Null: the calendar. */
  orderedBy: uuid('ordered_by'),
  orderedAt: at('ordered_at').notNull().defaultNow(),
  /** The second person, where two are asked for. */
  confirmedBy: uuid('confirmed_by'),
  confirmedAt: at('confirmed_at'),
  state: text('state', { enum: ERASURE_STATES }).notNull(),
  counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
  doneAt: at('done_at'),
});
