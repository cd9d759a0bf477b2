import { planMorningNotices } from '@guichet/shared/commands/notices/plan-morning-notices';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

/** Sees to it that the next working morning stands in the ledger: what is done then, and once, the rows decide. */
export function startNoticeCalendar(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    () => planMorningNotices(db, new Date()),
    (error) => log.warn({ err: error }, 'the next morning could not be planned: trying again'),
  );
}
