import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const ACTOR_KINDS = ['staff', 'member', 'submitter', 'operator', 'system'] as const;
export const CAUSE_KINDS = ['request', 'import', 'staff-edit', 'self-service', 'calendar', 'demo'] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** Why a value of the PO database is what it is: the request, import or edit, and who. */
export const cause = pgTable('cause', {
  id: id().default(sql`uuidv7()`),
  kind: text('kind', { enum: CAUSE_KINDS }).notNull(),
  requestId: uuid('request_id'),
  decisionId: uuid('decision_id'),
  importId: uuid('import_id'),
  actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
  actorId: uuid('actor_id'),
  actorLabel: text('actor_label').notNull(),
  at: at('at').notNull().defaultNow(),
});
