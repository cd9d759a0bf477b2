import { bigint, pgTable } from 'drizzle-orm/pg-core';
import { at, bytea } from './columns.ts';

/** The hash chain over audit entries, made in batches by the worker. */
export const auditSeal = pgTable('audit_seal', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  entryId: bigint('entry_id', { mode: 'number' }).notNull(),
  previousHash: bytea('previous_hash').notNull(),
  hash: bytea('hash').notNull(),
  at: at('at').notNull().defaultNow(),
});
