import { pgTable, text } from 'drizzle-orm/pg-core';

/** Every word that a PO is found by, to correct mistyped ones. Written by triggers only, read by `near_words`. */
export const knownWord = pgTable('known_word', { word: text('word').primaryKey() });
