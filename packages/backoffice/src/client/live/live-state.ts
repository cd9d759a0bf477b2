import { useSyncExternalStore } from 'react';

/** `opening`: for the moment after the page was opened. */
export type LiveState = 'opening' | 'up' | 'down';

let state: LiveState = 'opening';
const listeners = new Set<() => void>();

export function setLiveState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** How often something is looked at again: seldom while the line tells of changes, often while it does not. */
export function pace(often: number, seldom: number): number {
  return state === 'up' ? seldom : often;
}
