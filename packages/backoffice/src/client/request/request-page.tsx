import { Link, useParams } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { Icon } from '@guichet/shared/ui/icon';
import { useEffect } from 'react';
import type { RequestState } from '@guichet/shared/domain/transitions';
import { useEnterRequest } from '../presence/use-presence.ts';
import { requestQuery } from '../queries.ts';
import { neighbourOf, useQueue } from '../queue/use-queue.tsx';
import { Unread } from '../shell/page-states.tsx';
import { RequestArticle } from './request-article.tsx';

/** One request beside its list: what is asked, what it would do, and the decision. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/bureau/demandes/$requestId' });
  const { data: view, error, isPending, refetch } = useQuery(requestQuery(requestId));
  const { filters } = useQueue();
  usePrefetchNext(requestId);
  useEnterRequest(requestId);
  useListInStep(requestId, view?.standing.state);
  useEffect(() => {
    document.title = view ? `${view.sentence} · Guichet PO` : 'Demande · Guichet PO';
  }, [view]);
  return (
    <div className="reading">
      <p className="reading-back">
        <Link to="/demandes" search={filters}>
          <Icon of={ChevronLeft} />
          Retour à la liste
        </Link>
      </p>
      {view ? (
        <RequestArticle key={view.id} view={view} stale={error} />
      ) : (
        <Unread title="Demande" isPending={isPending} error={error} refetch={refetch} />
      )}
    </div>
  );
}

/** The row in the list says what the page says. */
function useListInStep(requestId: string, state: RequestState | undefined): void {
  const queryClient = useQueryClient();
  const { rows } = useQueue();
  const listed = rows.find(({ id }) => id === requestId)?.state;
  useEffect(() => {
    if (state !== undefined && listed !== undefined && state !== listed)
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
  }, [queryClient, state, listed]);
}

/** What comes after a decision is there before it is asked for. */
function usePrefetchNext(requestId: string): void {
  const queryClient = useQueryClient();
  const { rows } = useQueue();
  const next = neighbourOf(rows, requestId)?.id;
  useEffect(() => {
    if (next !== undefined && next !== requestId) void queryClient.prefetchQuery(requestQuery(next));
  }, [queryClient, next, requestId]);
}
