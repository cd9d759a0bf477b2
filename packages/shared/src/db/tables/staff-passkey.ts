import { sql } from 'drizzle-orm';
import { bigint, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, id } from './columns.ts';

/** A passkey of a member of staff (WebAuthn). */
export const staffPasskey = pgTable('staff_passkey', {
  id: id().default(sql`uuidv7()`),
  ownerId: uuid('staff_id').notNull(),
  credentialId: text('credential_id').notNull(),
  publicKey: bytea('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull().default([]),
  name: text('name').notNull(),
  backedUp: boolean('backed_up').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  lastUsedAt: at('last_used_at'),
});
