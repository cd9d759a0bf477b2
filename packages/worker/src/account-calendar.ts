import { planAccountCalendar } from '@guichet/shared/commands/accounts/plan-account-calendar';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 30 * 60_000;

/** Sees to it that each morning of the members' accounts stands in the ledger. */
export function startAccountCalendar(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    () => planAccountCalendar(db, new Date()),
    (error) => log.warn({ err: error }, 'the next morning of the accounts could not be planned: trying again'),
  );
}
