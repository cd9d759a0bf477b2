import { StartupError } from './listen.ts';
import type { Logger } from './logging.ts';

/** Something long-lived; `close` lets what is under way end. */
export type Running = { close: () => Promise<void> };

const drainMs = 8_000;

/**
 * Runs a process until it is told to stop. SIGTERM and SIGINT drain it, a second one ends it at once; the death of a
 * parent that holds an IPC channel counts as SIGTERM. A crash ends the process with 1: whoever supervises starts it
 * again, and nothing is lost, since nothing lives in memory only.
 */
export async function runUntilStopped(log: Logger, start: () => Promise<Running>): Promise<void> {
  let running: Running | undefined;
  let stopping = false;

  const stop = (reason: string, code: number) => {
    if (stopping) return process.exit(code === 0 ? 130 : code);
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.warn('not everything ended in time');
      process.exit(code);
    }, drainMs).unref();
    const ended = (running?.close() ?? Promise.resolve()).catch((error: unknown) => {
      log.error({ err: error }, 'failed to stop');
    });
    void ended.then(() => {
      log.info('stopped');
      process.exit(code);
    });
  };

  const crash = (error: unknown) => {
    log.fatal({ err: error }, 'crashed');
    stop('crash', 1);
  };

  process.on('SIGTERM', () => stop('SIGTERM', 0));
  process.on('SIGINT', () => stop('SIGINT', 0));
  if (process.connected) process.once('disconnect', () => stop('parent gone', 0));
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);

  try {
    running = await start();
  } catch (error) {
    if (error instanceof StartupError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    log.fatal({ err: error }, 'failed to start');
    process.exit(1);
  }
}
