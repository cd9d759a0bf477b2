import { planRetention } from '@guichet/shared/commands/privacy/order-retention';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 60 * 60_000;

/** Sees to it that the next run of the retention rules stands in the ledger: what is done then, and once, the rows decide. */
export function startRetentionCalendar(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    () => planRetention(db, new Date()),
    (error) => log.warn({ err: error }, 'the next run of the retention rules could not be planned: trying again'),
  );
}
