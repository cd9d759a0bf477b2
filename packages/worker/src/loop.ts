import type { Running } from '@guichet/shared/http/lifecycle';

/** Does something now and again, `everyMs` after it has ended; `close` waits for the turn under way. */
export function startLoop(everyMs: number, turn: () => Promise<void>, onError: (error: unknown) => void): Running {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void>;
  const go = (): void => {
    underWay = turn()
      .catch(onError)
      .then(() => {
        if (!closed) timer = setTimeout(go, everyMs);
      });
  };
  go();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
