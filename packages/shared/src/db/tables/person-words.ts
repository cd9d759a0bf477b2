import { customType, pgTable, text, uuid } from 'drizzle-orm/pg-core';

const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' });

/** What a person is found by. Written by `refresh_person_words` only, read by reads/search-people.ts. */
export const personWords = pgTable('person_words', {
  personId: uuid('person_id').primaryKey(),
  name: text('name').notNull(),
  words: tsvector('words').notNull(),
});
