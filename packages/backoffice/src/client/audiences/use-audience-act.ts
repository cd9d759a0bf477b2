import { ApiProblem } from '@guichet/shared/contracts/problem';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { audiencesQuery } from './audience-queries.ts';

/** Sends one act on an audience; what is wrong with the name stands apart from what is wrong otherwise. */
export function useAudienceAct() {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [nameProblem, setNameProblem] = useState('');
  const act = async <T>(sentence: string, send: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem('');
    setNameProblem('');
    try {
      const answer = await send();
      announce(sentence);
      return answer;
    } catch (error) {
      const issue = error instanceof ApiProblem ? error.issues.find(({ path }) => path === 'name') : undefined;
      if (issue) setNameProblem(issue.message);
      else setProblem(sentenceOf(error));
      return null;
    } finally {
      // Done or not: after a conflict, what the colleague made of it is to be seen.
      await queryClient.invalidateQueries(audiencesQuery);
      setBusy(false);
    }
  };
  return { act, busy, problem, nameProblem };
}
