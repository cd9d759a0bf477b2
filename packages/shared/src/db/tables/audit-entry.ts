import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ACTOR_KINDS } from './cause.ts';
import { at, bytea } from './columns.ts';

/** Who did what to what. Never updated, never deleted; personal values stand in audit_value. */
export const auditEntry = pgTable('audit_entry', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: at('at').notNull().defaultNow(),
  actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
  actorId: uuid('actor_id'),
  action: text('action').notNull(),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  causeId: uuid('cause_id'),
  requestId: uuid('request_id'),
  digest: bytea('digest').notNull(),
});
