import { ApiProblem } from '@guichet/shared/contracts/problem';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';

/** Sends one act; what is wrong stands at its field, and what was typed stays. */
export function useResourceActs(onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const act = async (sentence: string, send: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setErrors({});
    setProblem('');
    try {
      await send();
      announce(sentence);
      onDone();
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.issues : [];
      setErrors(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
      if (issues.length === 0) setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
      await queryClient.invalidateQueries({ queryKey: ['resources'] });
    }
  };
  return { act, busy, errors, setErrors, problem };
}
