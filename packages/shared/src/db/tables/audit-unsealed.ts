import { bigint, pgTable } from 'drizzle-orm/pg-core';

export const auditUnsealed = pgTable('audit_unsealed', {
  entryId: bigint('entry_id', { mode: 'number' }).primaryKey(),
});
