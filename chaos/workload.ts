import type { TestDatabase } from '../packages/shared/src/testing/database.ts';
import type { TestMailbox } from '../packages/shared/src/testing/mailbox.ts';

export type Place = {
  database: TestDatabase;
  mailbox: TestMailbox;
  /** Undefined: the queue lives in PostgreSQL. */
  redisUrl: string | undefined;
};

/** A worker that may be killed at any moment. */
export type Victim = {
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Resolves when it has ended by itself or was killed. */
  gone: Promise<unknown>;
  output(): string;
};

/** What is left when everything has come to rest. The first three must be 0. */
export type Outcome = {
  lost: number;
  twice: number;
  /** Mails that neither arrived nor show as failed or unknown. */
  unaccounted: number;
  /** Copies beyond the first. */
  duplicates: number;
  /** Mails that show as failed or unknown. */
  shown: number;
};

/** The work that a trial is about: the product's own, or the naive control. */
export type Workload = {
  /** Everything up to the decisions. */
  prepare(count: number): Promise<void>;
  startWorker(): Promise<Victim>;
  /** Decides the nth; a server that is away is waited for. */
  approve(n: number): Promise<void>;
  /** Whether something that is due is still to be done. */
  busy(): Promise<boolean>;
  outcome(): Promise<Outcome>;
  close(): Promise<void>;
};
