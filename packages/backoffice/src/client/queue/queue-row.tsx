import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { CAME_BY_LABELS } from '@guichet/shared/domain/came-by';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { memo } from 'react';
import { RowTick } from '../bulk/row-tick.tsx';
import { PresenceMark } from '../presence/presence-mark.tsx';
import { requestQuery } from '../queries.ts';
import { StateTag } from '../request/state-tag.tsx';
import { sayDay } from '../text/moments.ts';
import { Initials } from '../triage/initials.tsx';
import { AgeMark } from './age-mark.tsx';
import { groupOf, type QueueFilters } from './queue-filters.ts';

const KINDS: Record<RequestRow['badges'][number]['severity'], TagKind> = {
  blocking: 'bad',
  warning: 'warn',
  info: 'accent',
};

type Props = {
  row: RequestRow;
  filters: QueueFilters;
  isCurrent: boolean;
  /** It is read, and no longer belongs here. */
  isGone: boolean;
};

/**
 * Remembered, and a plain link: a `Link` of the router asks itself at each step through the list whether it is the one,
 * in every row, and the next request would be there so much later.
 */
export const QueueRow = memo(function QueueRow({ row, filters, isCurrent, isGone }: Props) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const target = { to: '/demandes/$requestId', params: { requestId: row.id }, search: filters } as const;
  return (
    <li className="queue-item">
      <RowTick row={row} />
      <a
        id={`demande-${row.id}`}
        className="queue-row"
        href={router.buildLocation(target).href}
        aria-current={isCurrent ? 'page' : undefined}
        onMouseEnter={() => void queryClient.prefetchQuery(requestQuery(row.id))}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          // It is open beside the list already: one goes on to read it.
          const request = isCurrent ? document.getElementById('demande') : null;
          if (request) request.focus();
          else void router.navigate(target);
        }}
      >
        <span className="queue-row-line">
          <span className="queue-row-po">{row.poName}</span>
          {row.assignee && <Assignee assignee={row.assignee} />}
        </span>
        <span className="queue-row-line">
          <span className="queue-row-subject">
            {row.typeLabel} · {row.subject}
          </span>
          <PresenceMark requestId={row.id} />
          <AgeMark row={row} />
        </span>
        {isGone ? (
          <span className="tags">
            <Tag>n’est plus dans cette liste</Tag>
          </span>
        ) : (
          <RowTags row={row} filters={filters} />
        )}
      </a>
    </li>
  );
});

function Assignee({ assignee }: { assignee: NonNullable<RequestRow['assignee']> }) {
  return (
    <span>
      <Initials colleague={assignee} />
      <span className="visually-hidden">à {assignee.name}</span>
    </span>
  );
}

function RowTags({ row, filters }: { row: RequestRow; filters: QueueFilters }) {
  const group = groupOf(filters);
  const isMixed = group === 'all' || group === 'closed' || group === 'mine';
  // In a group of one state, its name on every row would be noise.
  const showsState = row.state === 'failed' || (isMixed && row.state !== 'submitted');
  const { setAsideUntil, isSetAside, channel, came, orderedBy, badges, position, total } = row;
  if (!showsState && !setAsideUntil && channel === 'form' && badges.length === 0 && total === 1) return null;
  return (
    <span className="tags">
      {showsState && <StateTag state={row.state} label={row.stateLabel} />}
      {setAsideUntil && (
        <Tag kind={isSetAside ? 'plain' : 'accent'}>
          {isSetAside ? `de côté jusqu’au ${sayDay(setAsideUntil)}` : 'de retour'}
        </Tag>
      )}
      {badges.map(({ label, severity }) => (
        <Tag key={label} kind={KINDS[severity]}>
          {label}
        </Tag>
      ))}
      {came ? (
        <Tag>
          {CAME_BY_LABELS[came.by]}, saisie par {came.enteredBy}
        </Tag>
      ) : (
        orderedBy && <Tag>ordonnée par {orderedBy}</Tag>
      )}
      {total > 1 && (
        <Tag>
          {position} de {total}
        </Tag>
      )}
    </span>
  );
}
