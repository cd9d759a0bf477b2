import { sql } from 'drizzle-orm';
import { bigint, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Plan } from '../../request-types/plan.ts';
import { at, id } from './columns.ts';

export const DECISION_KINDS = ['approve', 'reject', 'close-by-hand'] as const;
export const DECISION_OUTCOMES = ['applied', 'failed', 'undone'] as const;

export const decision = pgTable('decision', {
  id: id().default(sql`uuidv7()`),
  sequence: bigint('sequence', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  requestId: uuid('request_id').notNull(),
  kind: text('kind', { enum: DECISION_KINDS }).notNull(),
  payloadVersion: integer('payload_version').notNull(),
  decidedOn: date('decided_on', { mode: 'string' }).notNull(),
  plan: jsonb('plan').$type<Plan>(),
  planVersion: integer('plan_version'),
  shownHash: text('shown_hash'),
  applyHash: text('apply_hash'),
  acknowledged: text('acknowledged').array().notNull().default([]),
  reason: text('reason').notNull().default(''),
  poId: uuid('po_id'),
  personIds: uuid('person_ids').array().notNull().default([]),
  /** The first of those that were approved together with it, and are applied with it or not at all. */
  chainId: uuid('chain_id'),
  staffId: uuid('staff_id').notNull(),
  at: at('at').notNull().defaultNow(),
  settledAt: at('settled_at'),
  outcome: text('outcome', { enum: DECISION_OUTCOMES }),
});
