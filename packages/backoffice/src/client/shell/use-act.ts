import { ApiProblem } from '@guichet/shared/contracts/problem';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from './announcer.tsx';

/**
 * Does one thing, says so, and shows the lists as they are then. What is wrong stands at its field, and what was typed
 * stays.
 */
export function useAct(...lists: readonly string[]) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const act = async <Done>(sentence: string, send: () => Promise<Done>, then?: (done: Done) => void): Promise<void> => {
    setBusy(true);
    setErrors({});
    setProblem('');
    try {
      const done = await send();
      announce(sentence);
      then?.(done);
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.issues : [];
      setErrors(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
      if (issues.length === 0) setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
      await Promise.all(lists.map((list) => queryClient.invalidateQueries({ queryKey: [list] })));
    }
  };
  return { act, busy, errors, setErrors, problem };
}
