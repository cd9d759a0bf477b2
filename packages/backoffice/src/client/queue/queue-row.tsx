import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { CAME_BY_LABELS } from '@guichet/shared/domain/came-by';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
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

export function QueueRow({ row, filters, isCurrent, isGone }: Props) {
  const queryClient = useQueryClient();
  return (
    <li className="queue-item">
      <RowTick row={row} />
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
        onClick={(event) => {
          // It is open beside the list already: one goes on to read it.
          const request = isCurrent ? document.getElementById('demande') : null;
          if (!request || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          request.focus();
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
      </Link>
    </li>
  );
}

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
  const { setAsideUntil, isSetAside, channel, came, badges, position, total } = row;
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
        channel === 'staff' && <Tag>encodée ici</Tag>
      )}
      {total > 1 && (
        <Tag>
          {position} de {total}
        </Tag>
      )}
    </span>
  );
}
