import { createApiClient } from '@guichet/shared/contracts/fetch-client';

const listeners = new Set<() => void>();

/** Calls back when the server says that nobody is signed in any more. Answers how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let askIdentity: (() => Promise<boolean>) | undefined;

/** Says who asks the person to prove who is there. Answers how to stop. */
export function onConfirmIdentity(ask: () => Promise<boolean>): () => void {
  askIdentity = ask;
  return () => {
    if (askIdentity === ask) askIdentity = undefined;
  };
}

export const call = createApiClient('backoffice', {
  confirmIdentity: async () => (await askIdentity?.()) ?? false,
  onUnauthenticated: () => {
    for (const listener of listeners) listener();
  },
});
