import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { REQUEST_STATES } from '../../domain/transitions.ts';
import { ACTOR_KINDS } from './cause.ts';
import { at } from './columns.ts';

/** The history of a request: one row per transition, and per thing worth remembering. */
export const requestEvent = pgTable('request_event', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  requestId: uuid('request_id').notNull(),
  event: text('event').notNull(),
  fromState: text('from_state', { enum: REQUEST_STATES }),
  toState: text('to_state', { enum: REQUEST_STATES }).notNull(),
  actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
  actorId: uuid('actor_id'),
  actorLabel: text('actor_label').notNull(),
  reason: text('reason').notNull().default(''),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  at: at('at').notNull().defaultNow(),
});
