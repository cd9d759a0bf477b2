import type { Contract, Sent } from '@guichet/shared/contracts/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { viewsQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

/** Changes saved views, one act at a time; the list of views follows. */
export function useViewActs() {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const act = async <C extends Contract>(route: C, input: Sent<C>, sentence: string): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem('');
    try {
      await call(route, input);
      announce(sentence);
      return true;
    } catch (error) {
      setProblem(sentenceOf(error));
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
      setBusy(false);
    }
  };
  return { act, busy, problem };
}
