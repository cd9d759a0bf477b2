import { pgTable, text } from 'drizzle-orm/pg-core';

/** Every word of people's names, to correct mistyped ones. Read by `near_person_words` alone. */
export const nameWord = pgTable('name_word', { word: text('word').primaryKey() });
