import type { OutboxKind } from './outbox.ts';

/**
 * Mails have a queue of their own: a mail server that keeps everyone waiting must not keep decisions waiting. Mails of
 * mailings have another: twenty thousand of them must not keep an activation waiting.
 */
export const QUEUE_NAMES = ['work', 'mail', 'mailing'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

const ROWS_PER_JOB: Partial<Record<OutboxKind, number>> = { apply: 16, 'mailing-mail': 64 };

/** How many rows of a kind one job does together, in one transaction, when that many are due. */
export const rowsPerJob = (kind: OutboxKind): number => ROWS_PER_JOB[kind] ?? 1;

export function queueOf(kind: OutboxKind): QueueName {
  if (kind === 'mailing-mail') return 'mailing';
  return kind === 'mail' ? 'mail' : 'work';
}
