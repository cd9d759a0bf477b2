import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';

/** A PO that the audience of a mailing held when it was sent, whether or not somebody there could be written to. */
export const mailingPo = pgTable(
  'mailing_po',
  { poId: uuid('po_id').notNull(), mailingId: uuid('mailing_id').notNull() },
  (table) => [primaryKey({ columns: [table.poId, table.mailingId] })],
);
