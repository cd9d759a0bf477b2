import { sweepResources } from '@guichet/shared/commands/resources/sweep-resources';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 60 * 60_000;

/** Lets go of files of the extranet that no resource holds. */
export function startResourceSweeper(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      const count = await sweepResources(db, new Date());
      if (count > 0) log.info({ count }, 'files of resources deleted');
    },
    (error) => log.warn({ err: error }, 'files of resources could not be deleted: trying again'),
  );
}
