import { sweepMailingFiles } from '@guichet/shared/commands/mailings/sweep-mailing-files';
import { sweepResources } from '@guichet/shared/commands/resources/sweep-resources';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 60 * 60_000;

/** Lets go of files that no resource of the extranet and no mailing holds. */
export function startResourceSweeper(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      const now = new Date();
      const count = (await sweepResources(db, now)) + (await sweepMailingFiles(db, now));
      if (count > 0) log.info({ count }, 'files that nothing holds deleted');
    },
    (error) => log.warn({ err: error }, 'files that nothing holds could not be deleted: trying again'),
  );
}
