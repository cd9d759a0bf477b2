import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { neighbourOf, useQueue } from '../queue/use-queue.tsx';
import { type Decided, useTellDecided } from '../shell/decision-feed.tsx';

/** What an act decided besides the request on the screen: what it is called, and which rows are over with it. */
type Several = { subject: string; requestIds: readonly string[] };

/** After a decision: the next request comes, and the fate of this one stays in sight. */
export function useNextRequest(view: RequestView): (kind: Decided['kind'], several?: Several) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const tell = useTellDecided();
  const { rows, filters } = useQueue();
  return async (kind, several) => {
    const left = rows.filter(({ id }) => id === view.id || !several?.requestIds.includes(id));
    const next = neighbourOf(left, view.id);
    queryClient.removeQueries({ queryKey: ['standing', view.id] });
    tell({ requestId: view.id, subject: several?.subject ?? view.subject, kind, several: several !== undefined });
    if (next && next.id !== view.id) {
      await navigate({ to: '/demandes/$requestId', params: { requestId: next.id }, search: filters, replace: true });
      // Where there is a list beside it, the focus goes on through the list, as with j.
      document.getElementById(`demande-${next.id}`)?.focus();
    } else {
      await navigate({ to: '/demandes', search: filters, replace: true });
    }
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    for (const id of [view.id, ...(several?.requestIds ?? [])])
      void queryClient.invalidateQueries({ queryKey: ['request', id] });
  };
}
