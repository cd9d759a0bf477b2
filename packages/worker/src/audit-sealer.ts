import { SEAL_BATCH, sealAudit } from '@guichet/shared/commands/seal-audit';
import type { Database } from '@guichet/shared/db/client';
import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import { startLoop } from './loop.ts';

const EVERY_MS = 2_000;

/** Chains what was written to the audit since the last turn. */
export function startAuditSealer(db: Database, log: Logger): Running {
  return startLoop(
    EVERY_MS,
    async () => {
      while ((await sealAudit(db)) === SEAL_BATCH);
    },
    (error) => log.warn({ err: error }, 'the audit could not be sealed: trying again'),
  );
}
