import { settle as settleRoute } from '@guichet/shared/contracts/decisions';
import type { FindingView, RequestView } from '@guichet/shared/contracts/request-view';
import { useChange } from './use-change.ts';

type Choice = FindingView['options'][number]['set'];

export type Settle = {
  busy: boolean;
  problem: string;
  choose: (set: Choice, label: string) => Promise<void>;
  /** Takes a choice back. */
  clear: (key: string) => Promise<void>;
};

/** Settles findings, and shows the plan that follows from it. */
export function useSettle(view: RequestView): Settle {
  const { busy, problem, send: change } = useChange(view);
  const send = async (body: { settlement: Choice; clear?: string[] }, sentence: string) => {
    const { version } = view.standing;
    await change(settleRoute, { params: { id: view.id }, body: { version, ...body } }, sentence);
  };
  return {
    busy,
    problem,
    choose: (set, label) => send({ settlement: set }, `${label} : choix noté. Le plan est à jour.`),
    clear: (key) => send({ settlement: {}, clear: [key] }, 'Choix retiré. Le plan est à jour.'),
  };
}
