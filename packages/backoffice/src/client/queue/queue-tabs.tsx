import { COUNTED, QUEUE_GROUPS, type QueueGroup, type RequestList } from '@guichet/shared/contracts/request-list';
import { Link } from '@tanstack/react-router';
import { groupOf, inGroup, QUEUE_TABS, type QueueFilters } from './queue-filters.ts';

/** The groups of the queue, each with how many it holds, whatever else narrows the list. */
export function QueueTabs({ filters, counts }: { filters: QueueFilters; counts: RequestList['counts'] | undefined }) {
  const current = groupOf(filters);
  return (
    <nav className="queue-tabs" aria-label="États">
      {QUEUE_GROUPS.map((group) => (
        <Link
          key={group}
          to="/demandes"
          search={inGroup(filters, group)}
          aria-current={group === current ? 'page' : undefined}
          // The address decides, not the router's guess: a tab stays marked while one of its requests is read.
          activeOptions={{ exact: true, explicitUndefined: true }}
          className={group === 'failed' && counts?.failed ? 'queue-tab queue-tab-bad' : 'queue-tab'}
        >
          {QUEUE_TABS[group].label}
          <Count group={group} counts={counts} />
        </Link>
      ))}
    </nav>
  );
}

/** What is over is counted up to a limit, and says so. */
function Count({ group, counts }: { group: QueueGroup; counts: RequestList['counts'] | undefined }) {
  const count = counts?.[group] ?? 0;
  if (count === 0) return null;
  const isCapped = (group === 'closed' || group === 'all') && count >= COUNTED;
  if (!isCapped) return <span className="queue-tab-count"> {count}</span>;
  return (
    <span className="queue-tab-count" title={`${COUNTED} ou plus`}>
      {' '}
      {COUNTED}
      <span aria-hidden="true">+</span>
      <span className="visually-hidden"> ou plus</span>
    </span>
  );
}
