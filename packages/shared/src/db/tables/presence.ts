import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { DOINGS } from '../../domain/presence.ts';
import { at, id } from './columns.ts';

/** Who has which request before them: a lease for each open tab, over by itself. */
export const presence = pgTable('presence', {
  id: id(),
  staffId: uuid('staff_id').notNull(),
  regionId: uuid('region_id').notNull(),
  requestId: uuid('request_id').notNull(),
  doing: text('doing', { enum: DOINGS }).notNull(),
  heldUntil: at('held_until').notNull(),
});
