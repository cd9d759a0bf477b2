import { createApiClient } from '@guichet/shared/contracts/fetch-client';

const listeners = new Set<() => void>();

/** Calls back when the server says that nobody is signed in any more. Answers how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const call = createApiClient('backoffice', {
  onUnauthenticated: () => {
    for (const listener of listeners) listener();
  },
});
