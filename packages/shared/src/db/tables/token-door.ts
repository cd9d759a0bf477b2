import { pgTable, uuid } from 'drizzle-orm/pg-core';

/** For which PO a door to the form was opened: a member may belong to several. */
export const tokenDoor = pgTable('token_door', {
  tokenId: uuid('token_id').primaryKey(),
  poId: uuid('po_id').notNull(),
});
