import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../domain/roles.ts';
import { at, id, period } from './columns.ts';

export const roleAssignment = pgTable('role_assignment', {
  id: id().default(sql`uuidv7()`),
  mandateId: uuid('mandate_id').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  period: period('period').notNull(),
  assignedBy: uuid('assigned_by').notNull(),
  endedBy: uuid('ended_by'),
  annulledAt: at('annulled_at'),
  annulledBy: uuid('annulled_by'),
});
