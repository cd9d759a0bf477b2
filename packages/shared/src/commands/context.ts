import type { Logger } from 'pino';
import type { Database, Transaction } from '../db/client.ts';
import type { StaffRole } from '../db/tables/staff-user.ts';

/** Who does it. `label` is what the history shows. */
export type Actor =
  | { kind: 'staff'; id: string; label: string; role: StaffRole; regionId: string; personId: string | null }
  | { kind: 'member'; id: string; label: string; personId: string }
  | { kind: 'submitter'; id: null; label: string }
  | { kind: 'operator'; id: null; label: string }
  | { kind: 'system'; id: null; label: string };

export type StaffActor = Extract<Actor, { kind: 'staff' }>;

export const SYSTEM_ACTOR = { kind: 'system', id: null, label: 'Guichet PO' } as const satisfies Actor;

/**
 * What every command gets first. `now` is a function so that tests can hold the clock.
 * `ring` wakes the worker after the commit; the ledger is in the rows, so losing a ring loses nothing.
 */
export type Context = {
  db: Database;
  actor: Actor;
  now: () => Date;
  log: Logger;
  ring?: () => void;
};

/** The same within a transaction: commands compose through it. */
export type TransactionContext = Omit<Context, 'db'> & { db: Transaction };

/** Runs `work` in one transaction and, once that is committed, rings for the outbox rows it may have written. */
export async function inTransaction<T>(ctx: Context, work: (tx: TransactionContext) => Promise<T>): Promise<T> {
  const result = await ctx.db.transaction((db) => work({ ...ctx, db }));
  ctx.ring?.();
  return result;
}
