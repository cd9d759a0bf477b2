import { pgTable, text } from 'drizzle-orm/pg-core';

/** Every word that a request is found by, to correct mistyped ones. Read by `near_request_words` alone. */
export const requestWord = pgTable('request_word', { word: text('word').primaryKey() });
