import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { CORRECTION_STATES } from '../../domain/corrections.ts';
import { at, id } from './columns.ts';

/** `field`: the name of an answer, or null for the request as a whole. */
export type CorrectionQuestion = { field: string | null; message: string };

/** What the secretariat asks the author of a request, about one or several of its answers. */
export const correction = pgTable('correction', {
  id: id().default(sql`uuidv7()`),
  requestId: uuid('request_id').notNull(),
  questions: jsonb('questions').$type<CorrectionQuestion[]>().notNull(),
  state: text('state', { enum: CORRECTION_STATES }).notNull().default('open'),
  payloadVersion: integer('payload_version').notNull(),
  answeredVersion: integer('answered_version'),
  /** As typed, not sent yet: only the author's own page reads it. */
  draft: jsonb('draft').$type<unknown>(),
  draftVersion: integer('draft_version').notNull().default(0),
  askedBy: uuid('asked_by').notNull(),
  askedAt: at('asked_at').notNull().defaultNow(),
  closedAt: at('closed_at'),
  closedBy: uuid('closed_by'),
});
