/** How often each value was seen. */
export type Distribution = Map<number, number>;

/** Counts `times` more of a value. */
export function count(distribution: Distribution, value: number, times = 1): void {
  distribution.set(value, (distribution.get(value) ?? 0) + times);
}

/** How many values there are. */
export function sizeOf(distribution: Distribution): number {
  return [...distribution.values()].reduce((sum, times) => sum + times, 0);
}

/**
 * The smallest value that at least this share of all values does not exceed (nearest rank); null when there are none.
 * `share` is above 0 and at most 1: 0.5 for the median.
 */
export function quantile(distribution: Distribution, share: number): number | null {
  const rank = Math.ceil(sizeOf(distribution) * share);
  let seen = 0;
  for (const [value, times] of [...distribution].sort(([a], [b]) => a - b)) {
    seen += times;
    if (seen >= rank && seen > 0) return value;
  }
  return null;
}
