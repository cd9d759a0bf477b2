import type { Contract, Sent } from '@guichet/shared/contracts/contract';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useQueryClient } from '@tanstack/react-query';
import { requestQuery } from '../queries.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { useDecide } from './use-decide.ts';
import { useMeanwhileActs } from './use-meanwhile.ts';

export type Change = {
  busy: boolean;
  problem: string;
  /** Sends an act that changes the plan, shows the new one and says `sentence`. True when it was done. */
  send: <C extends Contract>(route: C, input: Sent<C>, sentence: string) => Promise<boolean>;
};

/** Changes what the plan is made from, and shows the plan that follows. */
export function useChange(view: RequestView): Change {
  const { busy, problem, act } = useDecide(view);
  const { expectChange } = useMeanwhileActs();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return {
    busy,
    problem,
    send: async (route, input, sentence) => {
      expectChange(true);
      if (!(await act(route, input))) {
        expectChange(false);
        return false;
      }
      await queryClient.invalidateQueries(requestQuery(view.id));
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
      announce(sentence);
      return true;
    },
  };
}
