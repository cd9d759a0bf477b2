import { sweepOpenid } from '@guichet/shared/commands/platforms/sweep-openid';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

/** Lets go of codes, tokens and half-finished sign-ins of other platforms. They are good for nothing before that. */
export function startOpenidSweeper(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      const count = await sweepOpenid(db);
      if (count > 0) log.info({ count }, 'expired sign-ins of platforms deleted');
    },
    (error) => log.warn({ err: error }, 'expired sign-ins of platforms could not be deleted: trying again'),
  );
}
