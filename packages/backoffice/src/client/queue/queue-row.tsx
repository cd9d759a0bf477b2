import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { requestQuery } from '../queries.ts';
import { StateTag } from '../request/state-tag.tsx';
import { sayAge } from '../text/moments.ts';
import { groupOf, type QueueFilters } from './queue-filters.ts';

const KINDS: Record<RequestRow['badges'][number]['severity'], TagKind> = {
  blocking: 'bad',
  warning: 'warn',
  info: 'plain',
};

export function QueueRow(props: { row: RequestRow; filters: QueueFilters; isCurrent: boolean }) {
  const { row, filters, isCurrent } = props;
  const queryClient = useQueryClient();
  const age = sayAge(row.settledAt ?? row.createdAt);
  const isOpen = row.settledAt === null;
  // It is our turn: while the author or the worker is awaited, nobody here is late.
  const isLate = age.old && (row.state === 'submitted' || row.state === 'failed');
  const group = groupOf(filters);
  const showsState = row.state === 'failed' || group === 'all' || group === 'closed';
  return (
    <li>
      <Link
        id={`demande-${row.id}`}
        className="queue-row"
        to="/demandes/$requestId"
        params={{ requestId: row.id }}
        search={filters}
        replace={isCurrent}
        activeProps={{}}
        aria-current={isCurrent ? 'page' : undefined}
        preload={false}
        onMouseEnter={() => void queryClient.prefetchQuery(requestQuery(row.id))}
      >
        <span className="queue-row-po">{row.poName}</span>
        <span className="queue-row-line">
          <span className="queue-row-subject">
            {row.typeLabel} · {row.subject}
          </span>
          <span className={isLate ? 'queue-row-age queue-row-old' : 'queue-row-age'}>
            <span aria-hidden="true">{age.short}</span>
            {isOpen && <span className="visually-hidden">{age.long}</span>}
          </span>
        </span>
        {(showsState || row.badges.length > 0 || row.total > 1) && (
          <span className="tags">
            {showsState && <StateTag state={row.state} label={row.stateLabel} />}
            {row.badges.map(({ label, severity }) => (
              <Tag key={label} kind={KINDS[severity]}>
                {label}
              </Tag>
            ))}
            {row.total > 1 && (
              <Tag>
                {row.position} de {row.total}
              </Tag>
            )}
          </span>
        )}
      </Link>
    </li>
  );
}
