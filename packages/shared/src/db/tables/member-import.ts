import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { IMPORT_MODES, IMPORT_STATES, type ImportMapping, INVITE_CHOICES } from '../../domain/member-import.ts';
import { at, id } from './columns.ts';

/** A list of members that staff brought as a file. */
export const memberImport = pgTable('member_import', {
  id: id(),
  regionId: uuid('region_id').notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  fileBytes: integer('file_bytes').notNull(),
  described: text('described').notNull(),
  poId: uuid('po_id'),
  headerLine: integer('header_line').notNull(),
  headers: jsonb('headers').$type<string[]>().notNull(),
  mapping: jsonb('mapping').$type<ImportMapping>(),
  state: text('state', { enum: IMPORT_STATES }).notNull(),
  generation: integer('generation').notNull().default(0),
  done: integer('done').notNull().default(0),
  total: integer('total').notNull().default(0),
  failure: text('failure').notNull().default(''),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: at('uploaded_at').notNull().defaultNow(),
  plannedBy: uuid('planned_by'),
  plannedOn: date('planned_on', { mode: 'string' }),
  mode: text('mode', { enum: IMPORT_MODES }),
  accepted: text('accepted').array().notNull().default(sql`'{}'`),
  invite: text('invite', { enum: INVITE_CHOICES }),
  inviteOn: date('invite_on', { mode: 'string' }),
  orderedBy: uuid('ordered_by'),
  orderedAt: at('ordered_at'),
  finishedAt: at('finished_at'),
});
