import { setTimeout as wait } from 'node:timers/promises';
import { loadEnv } from '@guichet/shared/env/load-env';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { OperatorError } from './operator-error.ts';
import { startProduct } from './start-product.ts';
import { launchers, watchLaunchers } from './supervisor/launchers.ts';
import { listenForStop } from './supervisor/stop-signals.ts';
import { undoList } from './supervisor/undo-list.ts';

/**
 * The one-command start: brings everything up and stays as its supervisor. Every way of ending goes through `end`:
 * Ctrl-C, SIGTERM, the terminal closed, the `npx` above killed, a failed start, a bug.
 */
const write = (text: string): void => {
  process.stdout.write(text);
};
// A reader that went away (`| head`) must not end what it was reading.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const undo = undoList((error) => console.error(error));
let ending = false;
let settled: Promise<void> = Promise.resolve();

async function end(exitCode: number): Promise<void> {
  if (ending) return;
  ending = true;
  // A start that is under way stops at its next step; what it was starting can be stopped then.
  for (const patience of [1500, 4000]) {
    await Promise.race([settled, wait(patience, undefined, { ref: false })]);
    await undo.run(false);
  }
  if (exitCode === 0) write('Stopped.\n');
  process.exit(exitCode);
}

function stop(reason: string): void {
  if (ending) return;
  write(`\nStopping (${reason})...\n`);
  void end(0);
}

function forceStop(): void {
  write('Stopping at once.\n');
  void undo.run(true).then(() => process.exit(130));
}

function fail(error: unknown): void {
  console.error(error instanceof OperatorError ? error.message : error);
  void end(1);
}

listenForStop(stop, forceStop);
watchLaunchers(launchers(), () => stop('the command that started Guichet PO is gone'));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const env = loadEnv(operatorEnv, process.env);
settled = startProduct({ env, source: process.env, undo, stopping: () => ending, write }).then(undefined, (error) => {
  // While stopping, a step that fails because its ground is being taken away is no news.
  if (!ending) fail(error);
});
