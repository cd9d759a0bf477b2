import { bigint, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { AuditVerdict } from '../../commands/verify-audit.ts';
import { at, id } from './columns.ts';

/** Not made at all: the work was given up. */
export type AuditCheckVerdict = AuditVerdict | { failed: string };

/** One check of the whole chain of the audit. */
export const auditCheck = pgTable('audit_check', {
  id: id(),
  orderedBy: uuid('ordered_by').notNull(),
  orderedAt: at('ordered_at').notNull().defaultNow(),
  startedAt: at('started_at'),
  finishedAt: at('finished_at'),
  /** Seals seen so far, of how many. */
  checked: bigint('checked', { mode: 'number' }).notNull().default(0),
  total: bigint('total', { mode: 'number' }),
  verdict: jsonb('verdict').$type<AuditCheckVerdict>(),
});
