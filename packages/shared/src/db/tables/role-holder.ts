import { bigint, customType, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

const days = customType<{ data: string; driverData: string }>({ dataType: () => 'datemultirange' });

/** Who holds which role where, and what keeps mails from them. Written by triggers only, read by `reads/mailings/audience-parts.ts`. */
export const roleHolder = pgTable('role_holder', {
  poId: uuid('po_id').notNull(),
  personId: uuid('person_id').notNull(),
  role: text('role').notNull(),
  bit: integer('bit').notNull(),
  since: date('since').notNull(),
  until: date('until').notNull(),
  obstacle: text('obstacle'),
  presiding: days('presiding'),
  nameKey: bigint('name_key', { mode: 'bigint' }).notNull(),
});
