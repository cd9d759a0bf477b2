import { bigint, jsonb, pgTable } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

export const auditValue = pgTable('audit_value', {
  entryId: bigint('entry_id', { mode: 'number' }).primaryKey(),
  salt: bytea('salt').notNull(),
  before: jsonb('before'),
  after: jsonb('after'),
});
