import { settle as settleRoute } from '@guichet/shared/contracts/decisions';
import type { FindingView, RequestView } from '@guichet/shared/contracts/request-view';
import { useQueryClient } from '@tanstack/react-query';
import { requestQuery } from '../queries.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { useDecide } from './use-decide.ts';
import { useMeanwhileActs } from './use-meanwhile.ts';

export type Settle = {
  busy: boolean;
  problem: string;
  choose: (set: FindingView['options'][number]['set'], label: string) => Promise<void>;
  /** Takes a choice back. */
  clear: (key: string) => Promise<void>;
};

/** Settles findings, and shows the plan that follows from it. */
export function useSettle(view: RequestView): Settle {
  const { busy, problem, act } = useDecide(view);
  const { expectChange } = useMeanwhileActs();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const send = async (
    body: { settlement: FindingView['options'][number]['set']; clear?: string[] },
    sentence: string,
  ) => {
    expectChange(true);
    const done = await act(settleRoute, {
      params: { id: view.id },
      body: { version: view.standing.version, ...body },
    });
    if (!done) return expectChange(false);
    await queryClient.invalidateQueries(requestQuery(view.id));
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    announce(sentence);
  };
  return {
    busy,
    problem,
    choose: (set, label) => send({ settlement: set }, `${label} : choix noté. Le plan est à jour.`),
    clear: (key) => send({ settlement: {}, clear: [key] }, 'Choix retiré. Le plan est à jour.'),
  };
}
