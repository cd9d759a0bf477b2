import pg from 'pg';
import type { Logger } from 'pino';

export type Ear = {
  /** What was said on the channel: the text of a NOTIFY. */
  onWord: (word: string) => void;
  /** It hears from now on; what was said before, or while it was deaf, it has missed. */
  onHearing: () => void;
  /** It hears nothing until the next `onHearing`. */
  onDeaf?: () => void;
};

const AGAIN_MS = 500;
const ALIVE_EVERY_MS = 10_000;
const ALIVE_WITHIN_MS = 5_000;

/**
 * Listens to a channel of PostgreSQL on a connection of its own, and connects again by itself for as long as it lives:
 * after a restart of the server, and when a line that died without a word does not answer within seconds.
 */
export function listenTo(
  databaseUrl: string,
  options: { channel: string; applicationName: string; log: Logger } & Ear,
): { close(): Promise<void> } {
  const { channel, log } = options;
  let closed = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let alive: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const candidate = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
      query_timeout: ALIVE_WITHIN_MS,
      application_name: options.applicationName,
    });
    let over = false;
    let hearing = false;
    const lost = (error?: Error): void => {
      if (over) return;
      over = true;
      if (error) log.debug({ err: error }, `the connection that listens to ${channel} ended`);
      clearInterval(alive);
      candidate.end().catch(() => {});
      if (hearing && !closed) options.onDeaf?.();
      if (!closed) again = setTimeout(() => void connect(), AGAIN_MS);
    };
    client = candidate;
    candidate.on('error', lost);
    candidate.on('end', () => lost());
    candidate.on('notification', ({ payload }) => options.onWord(payload ?? ''));
    try {
      await candidate.connect();
      await candidate.query(`listen ${channel}`);
      if (closed) return;
      hearing = true;
      alive = setInterval(() => void candidate.query('select 1').catch(lost), ALIVE_EVERY_MS);
      options.onHearing();
    } catch (error) {
      lost(error as Error);
    }
  };
  void connect();

  return {
    async close() {
      closed = true;
      clearTimeout(again);
      clearInterval(alive);
      await client?.end().catch(() => {});
    },
  };
}
