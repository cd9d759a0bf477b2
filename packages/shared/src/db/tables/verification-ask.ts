import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/roles.ts';
import { at, bytea, id } from './columns.ts';

/** Who is asked, with what is kept of the secret in their link. */
export const verificationAsk = pgTable('verification_ask', {
  id: id(),
  verificationId: uuid('verification_id').notNull(),
  personId: uuid('person_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  secretSha256: bytea('secret_sha256').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});
