import { sweepMailReports } from '@guichet/shared/commands/mailings/sweep-mail-reports';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 60 * 60_000;

/** Lets go of reports that fit no mail, once operators have had the time to look. */
export function startReportSweeper(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      const count = await sweepMailReports(db, new Date());
      if (count > 0) log.info({ count }, 'mail reports of no mail deleted');
    },
    (error) => log.warn({ err: error }, 'mail reports could not be swept: trying again'),
  );
}
