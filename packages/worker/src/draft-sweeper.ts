import { deleteExpiredDrafts } from '@guichet/shared/commands/delete-expired-drafts';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

/** Lets go of the drafts of the public form that nobody has come back to. They can no longer be opened before that. */
export function startDraftSweeper(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      const count = await deleteExpiredDrafts(db);
      if (count > 0) log.info({ count }, 'expired drafts deleted');
    },
    (error) => log.warn({ err: error }, 'expired drafts could not be deleted: trying again'),
  );
}
