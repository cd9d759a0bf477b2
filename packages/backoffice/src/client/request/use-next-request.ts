import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { neighbourOf, useQueue } from '../queue/use-queue.ts';
import { type Decided, useTellDecided } from '../shell/decision-feed.tsx';

/** After a decision: the next request comes, and the fate of this one stays in sight. */
export function useNextRequest(view: RequestView): (kind: Decided['kind']) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const tell = useTellDecided();
  const { rows, filters } = useQueue();
  return async (kind) => {
    const next = neighbourOf(rows, view.id);
    queryClient.removeQueries({ queryKey: ['standing', view.id] });
    tell({ requestId: view.id, subject: view.subject, kind });
    if (next && next.id !== view.id) {
      await navigate({ to: '/demandes/$requestId', params: { requestId: next.id }, search: filters, replace: true });
      // Where there is a list beside it, the focus goes on through the list, as with j.
      document.getElementById(`demande-${next.id}`)?.focus();
    } else {
      await navigate({ to: '/demandes', search: filters, replace: true });
    }
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    void queryClient.invalidateQueries({ queryKey: ['request', view.id] });
  };
}
