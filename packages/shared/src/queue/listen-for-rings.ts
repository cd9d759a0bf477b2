import type { Logger } from 'pino';
import { listenTo } from '../db/listen.ts';
import { DOORBELL_CHANNEL } from './doorbell.ts';

/** Hears the doorbell. `onRing` is also called after each new connection, because rings may have been missed. */
export function listenForRings(databaseUrl: string, log: Logger, onRing: () => void): { close(): Promise<void> } {
  return listenTo(databaseUrl, {
    channel: DOORBELL_CHANNEL,
    applicationName: 'guichet-doorbell',
    log,
    onWord: onRing,
    onHearing: onRing,
  });
}
