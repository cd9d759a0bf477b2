import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { at, id } from './columns.ts';

export const importRun = pgTable('import_run', {
  id: id().default(sql`uuidv7()`),
  kind: text('kind', { enum: ['registry', 'demo', 'load', 'members'] }).notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  counts: jsonb('counts').notNull(),
  actorLabel: text('actor_label').notNull(),
  at: at('at').notNull().defaultNow(),
});
