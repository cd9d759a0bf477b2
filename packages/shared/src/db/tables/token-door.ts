import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';

/** What of a PO's file a door was opened beside; 'any': beside nothing in particular. */
export const DOOR_SUBJECTS = ['any', 'po', 'school', 'member'] as const;

/** For which PO a door to the form was opened, and about what: a member may belong to several. */
export const tokenDoor = pgTable('token_door', {
  tokenId: uuid('token_id').primaryKey(),
  poId: uuid('po_id').notNull(),
  about: text('about', { enum: DOOR_SUBJECTS }).notNull().default('any'),
  subjectId: uuid('subject_id'),
  showsContacts: boolean('shows_contacts').notNull().default(false),
});
