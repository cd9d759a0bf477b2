import { keepCoverage } from '@guichet/shared/commands/coverage/keep-coverage';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 60 * 60_000;

/** Keeps, each day, how the roles are covered: the month is told by the last day that was counted. */
export function startCoverageCalendar(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    () => keepCoverage(db, new Date()),
    (error) => log.warn({ err: error }, 'how the roles are covered could not be kept: trying again'),
  );
}
