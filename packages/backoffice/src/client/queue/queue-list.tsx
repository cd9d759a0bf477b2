import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Notice } from '@guichet/shared/ui/notice';
import { Link } from '@tanstack/react-router';
import CheckCheck from 'lucide-react/icons/check-check';
import SearchX from 'lucide-react/icons/search-x';
import { ListEnd } from '../shell/list-end.tsx';
import { Failure } from '../shell/page-states.tsx';
import { Arrivals } from './arrivals.tsx';
import { groupOf, inGroup, isNarrowed, QUEUE_TABS, type QueueFilters } from './queue-filters.ts';
import { QueueRow } from './queue-row.tsx';
import { useQueue } from './use-queue.tsx';

export function QueueList({ current }: { current: string | undefined }) {
  const { filters, query, rows, first, goneId } = useQueue();
  if (query.isError && rows.length === 0) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <QueueSkeleton />;
  if (rows.length === 0) return <NothingHere filters={filters} />;
  return (
    <div className="queue-scroll" aria-busy={query.isPlaceholderData}>
      <Arrivals />
      {first?.near && (
        <Notice role="status" className="queue-near">
          <p>Aucune demande ne porte ces mots. Voici celles qui y ressemblent.</p>
        </Notice>
      )}
      <ol className="queue-list">
        {rows.map((row) => (
          <QueueRow
            key={row.id}
            row={row}
            filters={filters}
            isCurrent={row.id === current}
            isGone={row.id === goneId}
          />
        ))}
      </ol>
      <ListEnd query={query} className="queue-more" />
    </div>
  );
}

/** Three grey rows: where the list will be, so that nothing jumps when it comes. */
function QueueSkeleton() {
  return (
    <div className="queue-scroll" role="status">
      <span className="visually-hidden">Chargement de la liste…</span>
      {[1, 2, 3].map((each) => (
        <div key={each} className="skeleton" aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

function NothingHere({ filters }: { filters: QueueFilters }) {
  const everywhere = inGroup(filters, 'all');
  if (isNarrowed(filters)) {
    return (
      <EmptyState icon={SearchX} title="Aucune demande trouvée">
        {groupOf(filters) !== 'all' && (
          <p>
            <Link to="/demandes" search={everywhere}>
              Chercher dans toutes les demandes
            </Link>
          </p>
        )}
        <p>
          <Link to="/demandes" search={{ etat: filters.etat }}>
            Retirer les filtres
          </Link>
        </p>
      </EmptyState>
    );
  }
  return <EmptyState icon={CheckCheck} title={QUEUE_TABS[groupOf(filters)].empty} />;
}
