import { setTimeout as wait } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

/**
 * Ends one process, known by pid and start: asks with `signal`, and kills it when it is still there after `graceMs`.
 * Resolves once it is gone (or could not be ended within two more seconds: false).
 */
export async function endProcess(
  target: ProcessIdentity,
  graceMs: number,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<boolean> {
  send(target, signal);
  if (await gone(target, graceMs)) return true;
  send(target, 'SIGKILL');
  return gone(target, 2000);
}

/** True as soon as the process is gone, false when it is still there after `withinMs`. */
export async function gone(target: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isRunning(target)) {
    if (Date.now() >= deadline) return false;
    await wait(25);
  }
  return true;
}

function send(target: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(target)) return;
  try {
    process.kill(target.pid, signal);
  } catch {
    // It went between the two lines.
  }
}
