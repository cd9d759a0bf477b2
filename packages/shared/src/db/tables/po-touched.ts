import { customType, pgTable, uuid } from 'drizzle-orm/pg-core';

const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/** POs of which something changed in a transaction that is under way. Written and emptied by triggers only. */
export const poTouched = pgTable('po_touched', {
  xact: transactionId('xact').notNull(),
  poId: uuid('po_id').notNull(),
});
