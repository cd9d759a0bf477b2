import { jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';

/** A merger of two records: what it found and moved, so that it can be undone exactly. `id` is its cause. */
export const personMerge = pgTable('person_merge', {
  id: uuid('id').primaryKey(),
  survivorId: uuid('survivor_id').notNull(),
  mergedId: uuid('merged_id').notNull(),
  /** Rows of mandates, roles and accounts as they stood, ids of what else followed: see effects/sql/merge-writes.ts. */
  found: jsonb('found').$type<Record<string, unknown>>().notNull(),
  undoneBy: uuid('undone_by'),
});
