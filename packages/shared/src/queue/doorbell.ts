import type { Sql } from 'postgres';

export const DOORBELL_CHANNEL = 'guichet_outbox';

/**
 * Wakes the dispatchers after a commit. Any number of rings while one is on its way make one more, so a burst of
 * requests costs a few notifications; a ring that is lost costs at most the dispatcher's poll.
 */
export function createDoorbell(sql: Sql): () => void {
  let state: 'quiet' | 'ringing' | 'again' = 'quiet';
  const ring = (): void => {
    if (state !== 'quiet') {
      state = 'again';
      return;
    }
    state = 'ringing';
    sql`select pg_notify(${DOORBELL_CHANNEL}, '')`
      // The database went away just after the commit: the poll finds the row.
      .catch(() => {})
      .finally(() => {
        const again = state === 'again';
        state = 'quiet';
        if (again) ring();
      });
  };
  return ring;
}
