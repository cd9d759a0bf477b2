import { commandLine, identify, isRunning, type ProcessIdentity, parentOf } from '../data-folder/process-identity.ts';

/** npm, npx, pnpm or yarn itself; a shell whose command merely names them is somebody else's. */
const packageManager = /^(\S*\/)?(npm|npx|pnpm|yarn)(\s|$)|^\S*node\S*\s+(\S*\/)?(npm|npx|pnpm|yarn)[^/\s]*(\s|$)/;

/**
 * The processes between us and the `npx` that the operator typed, nearest first. They forward a Ctrl-C, but when one of
 * them is ended by itself nobody tells us.
 */
export function launchers(pid = process.pid): ProcessIdentity[] {
  const above: { identity: ProcessIdentity; manages: boolean }[] = [];
  for (let parent = parentOf(pid); parent !== undefined; parent = parentOf(parent)) {
    const identity = identify(parent);
    if (!identity) break;
    above.push({ identity, manages: isPackageManager(commandLine(parent) ?? '') });
  }
  const top = above.findLastIndex(({ manages }) => manages);
  return above.slice(0, top + 1).map(({ identity }) => identity);
}

export function isPackageManager(command: string): boolean {
  return packageManager.test(command);
}

/** Calls back once, when the first of them is gone. */
export function watchLaunchers(chain: ProcessIdentity[], onGone: () => void): () => void {
  const timer = setInterval(() => {
    if (chain.every(isRunning)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
