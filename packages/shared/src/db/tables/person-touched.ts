import { customType, pgTable, uuid } from 'drizzle-orm/pg-core';

const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/** People of whom something changed in a transaction that is under way. Written and emptied by triggers only. */
export const personTouched = pgTable('person_touched', {
  xact: transactionId('xact').notNull(),
  personId: uuid('person_id').notNull(),
});
