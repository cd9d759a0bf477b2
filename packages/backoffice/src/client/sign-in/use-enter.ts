import type { SessionView } from '@guichet/shared/contracts/session';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { sessionQuery, signInStageQuery } from '../queries.ts';

type Stage = 'open' | 'code' | 'setup';

/** Where a sign-in goes on: to the second factor, to setting one up, or to where the person wanted to go. */
export function useEnter(retour: string | undefined): (stage: Stage) => Promise<SessionView | null> {
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  return async (stage) => {
    queryClient.removeQueries({ queryKey: signInStageQuery.queryKey });
    const search = retour === undefined ? {} : { retour };
    if (stage === 'code') await navigate({ to: '/connexion/code', search });
    if (stage === 'setup') await navigate({ to: '/connexion/securite', search });
    if (stage !== 'open') return null;
    // A question asked while nobody was signed in may still be under way: its answer is not that of who just came.
    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    router.history.push(retour ?? '/demandes');
    return session;
  };
}
