import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { IMPORT_ROW_STATES } from '../../domain/member-import.ts';
import { at } from './columns.ts';

/** One row of a list of members: what its dry run said, and what became of it. */
export const importRow = pgTable(
  'import_row',
  {
    importId: uuid('import_id').notNull(),
    line: integer('line').notNull(),
    cells: jsonb('cells').$type<string[]>().notNull(),
    state: text('state', { enum: IMPORT_ROW_STATES }).notNull().default('waiting'),
    subject: text('subject').notNull().default(''),
    poId: uuid('po_id'),
    personIds: uuid('person_ids').array().notNull().default(sql`'{}'`),
    creates: boolean('creates').notNull().default(false),
    effects: jsonb('effects').notNull().default([]),
    findings: jsonb('findings').notNull().default([]),
    warnings: text('warnings').array().notNull().default(sql`'{}'`),
    planHash: text('plan_hash').notNull().default(''),
    settlement: jsonb('settlement').notNull().default({}),
    outcome: text('outcome').notNull().default(''),
    appliedAt: at('applied_at'),
    invitePerson: uuid('invite_person'),
    invitedAt: at('invited_at'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
);
