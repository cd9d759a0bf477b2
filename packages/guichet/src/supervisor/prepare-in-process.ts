import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DemoSignIn } from '../demo/load-demo-data.ts';
import { OperatorError } from '../operator-error.ts';
import type { PreparationAnswer, PreparationOrder } from '../prepare-database.ts';

const program = fileURLToPath(new URL('../prepare.js', import.meta.url));

/** Prepares the database in a process of its own (see prepare.ts). `stop` ends it before its time. */
export function prepareInProcess(
  order: PreparationOrder,
  say: (text: string) => void,
): { done: Promise<readonly DemoSignIn[]>; stop: () => void } {
  // In its own group: a Ctrl-C in the terminal reaches the supervisor alone.
  const child = fork(program, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const done = new Promise<readonly DemoSignIn[]>((resolve, reject) => {
    child.on('message', (answer: PreparationAnswer) => {
      if ('say' in answer) say(answer.say);
      else if ('signIns' in answer) resolve(answer.signIns);
      else reject('refused' in answer ? new OperatorError(answer.refused) : new Error(answer.failed));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`Preparing the database ended early (${signal ?? code}).`)));
  });
  child.send(order);
  return { done, stop: () => void child.kill('SIGKILL') };
}
