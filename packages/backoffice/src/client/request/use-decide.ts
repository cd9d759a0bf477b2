import type { Contract, Sent } from '@guichet/shared/contracts/contract';
import { ApiProblem } from '@guichet/shared/contracts/problem';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { requestQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';

export type Decide = {
  busy: boolean;
  /** Why the last act was refused; '' when it was not. */
  problem: string;
  /** Sends one act. True when the server did it. */
  act: <C extends Contract>(route: C, input: Sent<C>) => Promise<boolean>;
};

/** Sends decisions about one request, one at a time; a refusal reloads what it is about. */
export function useDecide(view: RequestView): Decide {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  return {
    busy,
    problem,
    act: async (route, input) => {
      if (busy) return false;
      setBusy(true);
      setProblem('');
      try {
        await call(route, input);
        return true;
      } catch (error) {
        setProblem(sentenceOf(error));
        if (error instanceof ApiProblem && error.status === 409)
          await queryClient.invalidateQueries(requestQuery(view.id));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
