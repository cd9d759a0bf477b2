import type { Context } from '../commands/context.ts';
import type { Transaction } from '../db/client.ts';
import type { Role } from '../domain/roles.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { OutboxKind } from './outbox.ts';

/** What the handlers of outbox rows get: the context of commands, and what only the worker knows. */
export type WorkContext = Context & {
  /** TOKEN_KEYS: the first signs. */
  tokenKeys: readonly string[];
  singleHolderRoles: readonly Role[];
  /** For what is decided in the name of staff, in bulk. */
  fourEyes: boolean;
  mailer: Mailer;
};

/** The same inside the transaction that holds the outbox row. */
export type WorkTransaction = Omit<WorkContext, 'db'> & { db: Transaction };

export type OutboxWork = { id: string; kind: OutboxKind; ref: string; attempts: number };

/**
 * What became of one row.
 * - done: written, together with the work itself.
 * - later: nothing was done, not before so many seconds; not counted as a failure.
 * - leased: the transaction only reserved the work; `afterCommit` runs after the commit, and settles the row itself before
 *   `seconds` are over. If it does not, the row is rung again.
 */
export type Outcome =
  | { outcome: 'done' }
  | { outcome: 'later'; seconds: number; code: string }
  | { outcome: 'leased'; seconds: number; afterCommit: (ctx: WorkContext) => Promise<void> };

export const DONE: Outcome = { outcome: 'done' };

export type Handler = {
  /** Does the work in the transaction that holds the row; must change nothing more when it runs a second time. */
  run(ctx: WorkTransaction, entry: OutboxWork): Promise<Outcome>;
  /** Does several rows in one transaction, for less; when it throws, each is done by itself. One after the other without it. */
  runTogether?(ctx: WorkTransaction, entries: readonly OutboxWork[]): Promise<Outcome[]>;
  /** The row is given up: leaves what it was about in a state that people see. */
  giveUp?(ctx: WorkTransaction, entry: OutboxWork, code: string): Promise<void>;
};

export type Handlers = Record<OutboxKind, Handler>;
