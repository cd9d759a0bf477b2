import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/roles.ts';

/** How a role was covered in the open POs of a secretariat, on the last day of a month that was counted. */
export const coverageMonth = pgTable(
  'coverage_month',
  {
    regionId: uuid('region_id').notNull(),
    /** The first of the month. */
    month: date('month', { mode: 'string' }).notNull(),
    role: text('role').$type<Role>().notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    pos: integer('pos').notNull(),
    held: integer('held').notNull(),
    reachable: integer('reachable').notNull(),
  },
  (table) => [primaryKey({ columns: [table.regionId, table.month, table.role] })],
);
