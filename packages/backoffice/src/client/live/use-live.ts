import { readSession } from '@guichet/shared/contracts/session';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../api.ts';
import { setLiveState } from './live-state.ts';
import { createRefresher } from './refresher.ts';
import { openSharedLine } from './shared-line.ts';

/** Keeps what is on screen in step with what others do, for as long as somebody is signed in. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresher = createRefresher(client);
    let isUp: boolean | undefined;
    const line = openSharedLine((said) => {
      switch (said.said) {
        case 'change':
          return refresher.note(said.change);
        case 'resync':
          return refresher.all();
        case 'alive':
          isUp = true;
          return setLiveState('up');
        case 'down':
          setLiveState('down');
          // Nobody tells any more: a fresh look, from which on it is looked at often.
          if (isUp) void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' });
          isUp = false;
          return;
        case 'over':
          // Whether nobody is signed in any more is for the server to say; the answer leads to the sign-in.
          void call(readSession, {}).catch(() => {});
      }
    });
    return () => {
      line.close();
      refresher.stop();
      setLiveState('opening');
    };
  }, [client]);
}
