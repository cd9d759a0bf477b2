import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/roles.ts';
import { at, id } from './columns.ts';

/** One PO that is asked whether its file is right, and the answer. */
export const verification = pgTable('verification', {
  id: id().default(sql`uuidv7()`),
  poId: uuid('po_id').notNull(),
  /** Null: nobody asked. */
  roundId: uuid('round_id'),
  askedAt: at('asked_at').notNull().defaultNow(),
  /** How many people could be written to; null until the worker looked. */
  people: integer('people'),
  reminders: integer('reminders').notNull().default(0),
  remindedAt: at('reminded_at'),
  reminderOrderedAt: at('reminder_ordered_at'),
  confirmedAt: at('confirmed_at'),
  confirmedBy: uuid('confirmed_by'),
  confirmedRole: text('confirmed_role').$type<Role>(),
  via: text('via').$type<'link' | 'extranet'>(),
});
