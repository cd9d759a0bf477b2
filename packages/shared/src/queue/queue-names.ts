import type { OutboxKind } from './outbox.ts';

/** Mails have a queue of their own: a mail server that keeps everyone waiting must not keep decisions waiting. */
export const QUEUE_NAMES = ['work', 'mail'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export function queueOf(kind: OutboxKind): QueueName {
  return kind === 'mail' ? 'mail' : 'work';
}
