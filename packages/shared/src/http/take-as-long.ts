/**
 * Runs what may or may not have something to do: it takes `ms` at least, longer than the longer way, so that the time
 * does not tell which it was.
 */
export async function takeAsLong(ms: number, work: () => Promise<void>): Promise<void> {
  const pause = new Promise((resolve) => setTimeout(resolve, ms));
  await Promise.all([work(), pause]);
}
