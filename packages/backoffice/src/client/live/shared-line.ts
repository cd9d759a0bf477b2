import { type LiveLine, type LiveSaid, openLine, SILENCE_MS } from './live-line.ts';

const NAME = 'guichet-live';
const HELLO = 'hello';

/**
 * One line for all tabs of this browser, because a browser opens six connections to a server and no more: one tab holds
 * it, and passes on what it hears. When that tab goes, the next in line takes over. The tabs decide by a lock that the
 * browser itself gives up with its tab.
 */
export function openSharedLine(tell: (said: LiveSaid) => void): LiveLine {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return openLine(tell);
  const others = new BroadcastChannel(NAME);
  const leaving = new AbortController();
  let heardAt = Date.now();
  let leads = false;

  let last: LiveSaid = { said: 'down' };

  others.onmessage = ({ data }: MessageEvent<LiveSaid | typeof HELLO>) => {
    // A tab that has just been opened hears at once whether the line is up.
    if (data === HELLO) return leads && last.said === 'alive' ? others.postMessage(last) : undefined;
    heardAt = Date.now();
    tell(data);
  };
  others.postMessage(HELLO);
  // The tab that leads may be frozen or have no line itself: the others notice its silence.
  const watch = setInterval(() => {
    if (!leads && Date.now() - heardAt > SILENCE_MS) tell({ said: 'down' });
  }, SILENCE_MS / 3);
  navigator.locks
    .request(NAME, { signal: leaving.signal }, async () => {
      leads = true;
      const line = openLine((said) => {
        if (said.said === 'alive' || said.said === 'down') last = said;
        tell(said);
        others.postMessage(said);
      });
      await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve));
      line.close();
    })
    .catch(() => {
      // Gone before its turn came.
    });

  return {
    close() {
      clearInterval(watch);
      leaving.abort();
      others.close();
    },
  };
}
