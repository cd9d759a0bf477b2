import { customType, pgTable, text, uuid } from 'drizzle-orm/pg-core';

const days = customType<{ data: string; driverData: string }>({ dataType: () => 'datemultirange' });

/** What the file of a PO lacks, on which days. Written by triggers only; the rule is `domain/completeness.ts`. */
export const poGap = pgTable('po_gap', {
  poId: uuid('po_id').notNull(),
  kind: text('kind').notNull(),
  role: text('role').notNull().default(''),
  days: days('days').notNull(),
});
