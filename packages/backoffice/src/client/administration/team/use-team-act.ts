import { ApiProblem } from '@guichet/shared/contracts/problem';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { teamQuery } from '../../queries.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';

/** Does something to the team, says so, and shows the team as it is then, also after a refusal. */
export function useTeamAct<Given, Done>(
  act: (given: Given) => Promise<Done>,
  said: (done: Done) => string,
  then?: () => void,
) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onSuccess: (done) => {
      announce(said(done));
      then?.();
    },
    onSettled: () => queryClient.invalidateQueries(teamQuery),
  });
  const issues = error instanceof ApiProblem ? error.issues : [];
  return {
    run: mutate,
    busy: isPending,
    problem: error ? sentenceOf(error) : undefined,
    /** What is wrong with one field. */
    issue: (path: string) => issues.find((each) => each.path === path)?.message,
    hasIssues: issues.length > 0,
  };
}
