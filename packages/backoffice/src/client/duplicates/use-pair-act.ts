import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

/** Does something to a pair: says what came of it, and has all that shows pairs ask again. */
export function usePairAct() {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  /** `work` resolves with what is said when it is done. Resolves with whether it was. */
  const act = async (work: () => Promise<string>): Promise<boolean> => {
    setBusy(true);
    setProblem('');
    try {
      announce(await work());
      return true;
    } catch (failure) {
      setProblem(sentenceOf(failure));
      return false;
    } finally {
      setBusy(false);
      await queryClient.invalidateQueries({ queryKey: ['duplicates'] });
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
    }
  };
  return { act, busy, problem };
}
