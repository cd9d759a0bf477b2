import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { EXPORT_FORMATS, EXPORT_LIST_NAMES, EXPORT_STATES } from '../../domain/exports.ts';
import { at, id } from './columns.ts';

/** A list that somebody takes out as a file; its bytes are in `export_chunk`. */
export const exportRun = pgTable('export_run', {
  id: id(),
  staffId: uuid('staff_id').notNull(),
  regionId: uuid('region_id').notNull(),
  list: text('list', { enum: EXPORT_LIST_NAMES }).notNull(),
  filters: jsonb('filters').$type<Record<string, unknown>>().notNull(),
  format: text('format', { enum: EXPORT_FORMATS }).notNull(),
  state: text('state', { enum: EXPORT_STATES }).notNull().default('ordered'),
  attempt: integer('attempt').notNull().default(0),
  total: integer('total'),
  rows: integer('rows').notNull().default(0),
  bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
  error: text('error', { enum: ['too-many-rows', 'error'] }),
  orderedAt: at('ordered_at').notNull(),
  finishedAt: at('finished_at'),
  expiresAt: at('expires_at'),
});
