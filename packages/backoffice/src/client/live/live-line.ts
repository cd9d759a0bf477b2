import { LIVE_PING_MS, type LiveChange } from '@guichet/shared/contracts/live';

/** What a line says to whoever listens in this browser. */
export type LiveSaid =
  | { said: 'change'; change: LiveChange }
  /** All that is on screen may be old. */
  | { said: 'resync' }
  | { said: 'alive' }
  | { said: 'down' }
  /** The session may be over: whoever asks the server anything learns it. */
  | { said: 'over' };

export type LiveLine = { close(): void };

/** A line that has been silent for so long is dead, whatever the browser believes. */
export const SILENCE_MS = 3 * LIVE_PING_MS;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/**
 * One stream of server-sent events, kept open: the browser opens it again after a cut, and we do when it gave up, when
 * the line is silent, and when the laptop wakes or the network is back.
 */
export function openLine(tell: (said: LiveSaid) => void): LiveLine {
  let source: EventSource | undefined;
  let heardAt = Date.now();
  let retryMs = FIRST_RETRY_MS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const heard = (): void => {
    heardAt = Date.now();
    retryMs = FIRST_RETRY_MS;
    tell({ said: 'alive' });
  };
  const open = (): void => {
    clearTimeout(retry);
    source?.close();
    if (closed) return;
    heardAt = Date.now();
    const opened = new EventSource('/api/live');
    source = opened;
    opened.addEventListener('hello', ({ data }) => {
      heard();
      if ((JSON.parse(data) as { resync: boolean }).resync) tell({ said: 'resync' });
    });
    opened.addEventListener('change', ({ data }) => {
      heard();
      tell({ said: 'change', change: JSON.parse(data) as LiveChange });
    });
    opened.addEventListener('ping', heard);
    opened.addEventListener('deaf', () => {
      heardAt = Date.now();
      tell({ said: 'down' });
    });
    opened.addEventListener('over', () => {
      opened.close();
      tell({ said: 'down' });
      tell({ said: 'over' });
      later();
    });
    opened.addEventListener('error', () => {
      tell({ said: 'down' });
      // Refused rather than cut: the browser does not come back by itself, and does not say why.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
      tell({ said: 'over' });
      later();
    });
  };
  const later = (): void => {
    clearTimeout(retry);
    retry = setTimeout(open, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };
  const wake = (): void => {
    if (document.visibilityState === 'visible' && Date.now() - heardAt > 1.5 * LIVE_PING_MS) open();
  };
  const watch = setInterval(() => {
    if (Date.now() - heardAt <= SILENCE_MS || source?.readyState === EventSource.CLOSED) return;
    tell({ said: 'down' });
    open();
  }, LIVE_PING_MS / 2);
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  open();

  return {
    close() {
      closed = true;
      clearInterval(watch);
      clearTimeout(retry);
      source?.close();
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    },
  };
}
