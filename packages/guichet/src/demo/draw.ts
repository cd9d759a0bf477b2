/** Draws the same values at every load: the demonstration is the same everywhere. */
export type Draw = { below(limit: number): number; one<T>(items: readonly T[]): T; chance(share: number): boolean };

/** mulberry32: 32 bits of state, good enough to spread names and ages. */
export function seededDraw(seed: number): Draw {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    one: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('There is nothing to draw from.');
      return item;
    },
    chance: (share) => next() < share,
  };
}
