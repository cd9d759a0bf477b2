import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { at, bytea } from './columns.ts';

/** A code on paper, good once, for who has lost the other factors. */
export const staffRecoveryCode = pgTable(
  'staff_recovery_code',
  {
    ownerId: uuid('staff_id').notNull(),
    codeSha256: bytea('code_sha256').notNull(),
    usedAt: at('used_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.codeSha256] })],
);
