import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

/** What a PO is found by: folded words of the PO and of its schools. Written by triggers only. */
export const poWords = pgTable('po_words', {
  poId: uuid('po_id').primaryKey(),
  words: text('words').notNull(),
  /** What those found are ranked by: the PO's own number, name and folded words. */
  fase: integer('fase').notNull(),
  name: text('name').notNull(),
  own: text('own').notNull(),
});
