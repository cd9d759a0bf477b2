import type { Running } from '@guichet/shared/http/lifecycle';
import type { Logger } from '@guichet/shared/http/logging';
import type { Engine } from '@guichet/shared/queue/engine';
import { startLoop } from './loop.ts';

const EVERY_MS = 5_000;
const PATIENCE_MS = 60_000;

/**
 * Ends the process when the queue has not answered for a minute: whoever supervises starts a new one, which waits for
 * the servers. Connections usually mend themselves long before; this is for those that do not.
 */
export function startWatchdog(engine: Engine, log: Logger): Running {
  let answered = performance.now();
  return startLoop(
    EVERY_MS,
    async () => {
      await engine.ping();
      answered = performance.now();
    },
    (error) => {
      if (performance.now() - answered < PATIENCE_MS) return;
      log.fatal({ err: error }, 'the queue has not answered for a minute: starting anew');
      process.exit(1);
    },
  );
}
