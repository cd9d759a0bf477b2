const FIRST_MS = 1_000;
const LONGEST_MS = 20_000;

export type Circuit = {
  /** Milliseconds until it is worth trying again; 0 when it is now. */
  closedForMs(): number;
  /** The server takes no mail at all: nobody tries for a while, twice as long each time. */
  trip(): void;
  reset(): void;
};

/** Spares a mail server that is away, and the mails that would fail on it. */
export function createCircuit(now: () => number = Date.now): Circuit {
  let until = 0;
  let pause = FIRST_MS;
  return {
    closedForMs: () => Math.max(until - now(), 0),
    trip() {
      // Mails under way fail together: one trip for all of them.
      if (until > now()) return;
      until = now() + pause;
      pause = Math.min(pause * 2, LONGEST_MS);
    },
    reset() {
      until = 0;
      pause = FIRST_MS;
    },
  };
}
