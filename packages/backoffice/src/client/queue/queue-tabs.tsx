import type { QueueGroup, RequestList } from '@guichet/shared/contracts/request-list';
import { Link } from '@tanstack/react-router';
import { groupOf, QUEUE_TABS, type QueueFilters } from './queue-filters.ts';

export function QueueTabs({ filters, counts }: { filters: QueueFilters; counts: RequestList['counts'] | undefined }) {
  const current = groupOf(filters);
  const groups = Object.keys(QUEUE_TABS) as QueueGroup[];
  return (
    <nav className="queue-tabs" aria-label="États">
      {groups.map((group) => {
        const { slug, label } = QUEUE_TABS[group];
        const count = counts && group in counts ? counts[group as keyof typeof counts] : undefined;
        return (
          <Link
            key={group}
            to="/demandes"
            search={{ ...filters, etat: group === 'todo' ? undefined : slug }}
            aria-current={group === current ? 'page' : undefined}
            // The address decides, not the router's guess: a tab stays marked while one of its requests is read.
            activeOptions={{ exact: true, explicitUndefined: true }}
            className={group === 'failed' && count ? 'queue-tab queue-tab-bad' : 'queue-tab'}
          >
            {label}
            {count !== undefined && count > 0 && <span className="queue-tab-count"> {count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
