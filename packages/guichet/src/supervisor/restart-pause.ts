const first = 250;
const longest = 10_000;
/** A process that lived this long was well: its next failure starts a new count. */
const wellAfter = 30_000;

/** How long to wait before a process that ended by itself is started again: twice as long each time, up to 10 s. */
export function restartPause(failuresInARow: number): number {
  return Math.min(first * 2 ** Math.max(0, failuresInARow - 1), longest);
}

/** Failures in a row, counting the one that just happened after `livedMs`. */
export function countFailure(failuresBefore: number, livedMs: number): number {
  return livedMs >= wellAfter ? 1 : failuresBefore + 1;
}
