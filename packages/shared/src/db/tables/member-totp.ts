import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** The authenticator app of a member; its secrets are sealed. */
export const memberTotp = pgTable('member_totp', {
  ownerId: uuid('account_id').primaryKey(),
  secret: text('secret'),
  confirmedAt: at('confirmed_at'),
  /** The time step of the last code that was accepted. */
  lastStep: bigint('last_step', { mode: 'number' }),
  /** Set up and not yet confirmed by a first code. */
  pendingSecret: text('pending_secret'),
});
