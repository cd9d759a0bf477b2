import type { OutboxKind } from './outbox.ts';

/** Mails have a queue of their own: a mail server that keeps everyone waiting must not keep decisions waiting. */
export const QUEUE_NAMES = ['work', 'mail'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** How many rows of a kind one job does together, in one transaction, when that many are due. */
export const rowsPerJob = (kind: OutboxKind): number => (kind === 'apply' ? 16 : 1);

export function queueOf(kind: OutboxKind): QueueName {
  return kind === 'mail' ? 'mail' : 'work';
}
