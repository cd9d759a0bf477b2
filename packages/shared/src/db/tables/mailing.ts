import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { MAILING_KIND_NAMES, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import { MAILING_STATES } from '../../domain/mailings/mailing-states.ts';
import { at, id } from './columns.ts';

/** What a service writes to those who hold roles. */
export const mailing = pgTable('mailing', {
  id: id(),
  regionId: uuid('region_id').notNull(),
  kind: text('kind', { enum: MAILING_KIND_NAMES as [MailingKind, ...MailingKind[]] }).notNull(),
  subject: text('subject').notNull().default(''),
  /** A document of the editor; parsed again on every read. */
  body: jsonb('body').notNull().default({ type: 'doc', content: [] }),
  /** As staff edited it; null: made from the body. */
  textPart: text('text_part'),
  /** What would have been made when staff edited theirs. */
  textMade: text('text_made'),
  criteria: jsonb('criteria').$type<AudienceCriteria>().notNull(),
  state: text('state', { enum: MAILING_STATES }).notNull().default('draft'),
  version: integer('version').notNull().default(1),
  /** Null: as soon as it may leave. */
  scheduledFor: at('scheduled_for'),
  createdBy: uuid('created_by').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedBy: uuid('updated_by').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  submittedBy: uuid('submitted_by'),
  submittedAt: at('submitted_at'),
  approvedBy: uuid('approved_by'),
  approvedAt: at('approved_at'),
  /** The civil date in Europe/Brussels at which roles were looked at. */
  computedOn: date('computed_on', { mode: 'string' }),
  startedAt: at('started_at'),
  endedAt: at('ended_at'),
  /** Since then its recipients are kept. */
  preparedAt: at('prepared_at'),
  /** For who writes the draft: a colleague's words, or that there was nobody to write to. */
  remark: text('remark'),
});
