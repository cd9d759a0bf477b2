import { planDuplicateSearch } from '@guichet/shared/commands/duplicates/plan-duplicate-search';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

/** Sees to it that tonight's look for duplicates stands in the ledger. */
export function startDuplicateCalendar(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    () => planDuplicateSearch(db, new Date()),
    (error) => log.warn({ err: error }, 'the look for duplicates could not be planned: trying again'),
  );
}
