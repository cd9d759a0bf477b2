import { EmptyState } from '@guichet/shared/ui/empty-state';
import Inbox from 'lucide-react/icons/inbox';
import CheckCheck from 'lucide-react/icons/check-check';
import { useEffect } from 'react';
import { isNarrowed } from './queue-filters.ts';
import { useQueue } from './use-queue.tsx';

/** Beside the list, while nothing is being read. */
export function NoRequest() {
  const { filters, rows, query } = useQueue();
  useEffect(() => {
    document.title = 'Demandes · Guichet PO';
  }, []);
  const allDone = !query.isPending && rows.length === 0 && filters.etat === undefined && !isNarrowed(filters);
  return (
    <div className="reading-none">
      {allDone ? (
        <EmptyState icon={CheckCheck} title="Tout est traité">
          <p>Les nouvelles demandes apparaîtront ici d’elles-mêmes.</p>
        </EmptyState>
      ) : (
        <EmptyState icon={Inbox} title="Choisissez une demande">
          <p>
            <kbd>j</kbd> ouvre la première, <kbd>?</kbd> montre toutes les touches.
          </p>
        </EmptyState>
      )}
    </div>
  );
}
