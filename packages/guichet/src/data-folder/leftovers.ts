import { endProcess } from './end-process.ts';
import { commandLine, isRunning } from './process-identity.ts';
import type { RunState } from './run-file.ts';

/** Ends the processes that a killed start left: known by pid and start, and only while they are still node. */
export async function endLeftovers(leftovers: RunState | undefined, say: (text: string) => void): Promise<void> {
  const left = (leftovers?.children ?? []).filter(
    (child) => isRunning(child) && /(^|\/)node(\s|$)/.test(commandLine(child.pid) ?? ''),
  );
  if (left.length === 0) return;
  say(`An earlier start was killed: ending what it left (${left.map(({ name }) => name).join(', ')}).`);
  // They noticed that their parent is gone and are stopping by themselves; what hangs is ended.
  await Promise.all(left.map((child) => endProcess(child, 4000)));
}
