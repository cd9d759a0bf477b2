import { sweepExports } from '@guichet/shared/commands/exports/sweep-exports';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

/** Lets go of files of exports whose time is over. They can no longer be fetched before that. */
export function startExportSweeper(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      const count = await sweepExports(db, new Date());
      if (count > 0) log.info({ count }, 'files of exports deleted');
    },
    (error) => log.warn({ err: error }, 'files of exports could not be deleted: trying again'),
  );
}
