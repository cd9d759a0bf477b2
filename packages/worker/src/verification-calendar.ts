import { planVerifications } from '@guichet/shared/commands/verification/launch-verification';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

/** Sees to it that the yearly asking stands in the ledger on its day: that it is done once, the rows decide. */
export function startVerificationCalendar(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    () => planVerifications(db, new Date()),
    (error) => log.warn({ err: error }, 'the yearly verification could not be planned: trying again'),
  );
}
