import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { REQUEST_STATES } from '../../domain/transitions.ts';
import type { Wait } from '../../domain/working-days.ts';
import type { FindingSummary, Settlement } from '../../request-types/plan.ts';
import { at, id } from './columns.ts';

export type Failure = { code: 'stale-plan' | 'blocking-finding' | 'error'; message: string; at: string };

export const changeRequest = pgTable('change_request', {
  id: id(),
  submissionId: uuid('submission_id').notNull(),
  position: integer('position').notNull(),
  type: text('type').notNull(),
  state: text('state', { enum: REQUEST_STATES }).notNull().default('submitted'),
  version: integer('version').notNull().default(1),
  payloadVersion: integer('payload_version').notNull().default(1),
  regionId: uuid('region_id').notNull(),
  poId: uuid('po_id'),
  subject: text('subject').notNull(),
  settlement: jsonb('settlement').$type<Settlement>().notNull().default({}),
  findings: jsonb('findings').$type<FindingSummary[]>(),
  failure: jsonb('failure').$type<Failure>(),
  assignedTo: uuid('assigned_to'),
  /** The applied request that this one takes back. */
  revertsId: uuid('reverts_id'),
  /** When its author answered last; written by a trigger of `correction`. */
  correctedAt: at('corrected_at'),
  /** Out of the list before that day; a trigger empties it when the state changes. */
  setAsideUntil: date('set_aside_until', { mode: 'string' }),
  gravest: text('gravest', { enum: ['blocking', 'warning'] }).generatedAlwaysAs(sql`by 0014_triage.sql`),
  /** The request of which these answers were a part. */
  splitFrom: uuid('split_from'),
  /** The request that stays, when the same was asked twice. */
  mergedInto: uuid('merged_into'),
  createdAt: at('created_at').notNull().defaultNow(),
  settledAt: at('settled_at'),
  /** Days of Brussels on which its author had it, kept by a trigger when it is applied or refused; null: none. */
  waits: jsonb('waits').$type<Wait[]>(),
  /** Its content has been erased. */
  erasedAt: at('erased_at'),
});
