import { bigint, date, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

export const FIELD_SUBJECTS = ['po', 'school', 'site', 'person'] as const;

/** One change of one value; the newest per field is the origin of the present value. */
export const fieldChange = pgTable('field_change', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  subjectType: text('subject_type', { enum: FIELD_SUBJECTS }).notNull(),
  subjectId: uuid('subject_id').notNull(),
  field: text('field').notNull(),
  oldValue: jsonb('old_value'),
  newValue: jsonb('new_value'),
  causeId: uuid('cause_id').notNull(),
  at: at('at').notNull().defaultNow(),
  /** The civil day from which the value holds, where that is not the day it was recorded. */
  holdsFrom: date('holds_from', { mode: 'string' }),
});
