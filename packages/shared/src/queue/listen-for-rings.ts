import pg from 'pg';
import type { Logger } from 'pino';
import { DOORBELL_CHANNEL } from './doorbell.ts';

/**
 * Hears the doorbell on a connection of its own, and connects again by itself for as long as it lives. `onRing` is
 * also called after each new connection, because rings may have been missed.
 */
export function listenForRings(databaseUrl: string, log: Logger, onRing: () => void): { close(): Promise<void> } {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const candidate = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
      application_name: 'guichet-doorbell',
    });
    let over = false;
    const again = (error?: Error): void => {
      if (over) return;
      over = true;
      if (error) log.debug({ err: error }, 'the doorbell connection ended');
      candidate.end().catch(() => {});
      if (!closed) timer = setTimeout(() => void connect(), 500);
    };
    client = candidate;
    candidate.on('error', again);
    candidate.on('end', () => again());
    candidate.on('notification', onRing);
    try {
      await candidate.connect();
      await candidate.query(`listen ${DOORBELL_CHANNEL}`);
      onRing();
    } catch (error) {
      again(error as Error);
    }
  };
  void connect();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
