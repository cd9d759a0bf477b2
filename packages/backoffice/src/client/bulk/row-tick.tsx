import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { useRef } from 'react';
import { useIsTicked, useMayDecide, useSelection } from './use-selection.tsx';

/** The tick box before a row: the row itself stays a link. With Shift, everything since the last tick. */
export function RowTick({ row }: { row: RequestRow }) {
  const selection = useSelection();
  const isTicked = useIsTicked(row.id);
  const withShift = useRef(false);
  if (!useMayDecide()) return null;
  return (
    <label className="row-tick">
      <span className="visually-hidden">
        Cocher {row.typeLabel}, {row.subject}, {row.poName}
      </span>
      <input
        type="checkbox"
        id={`cocher-${row.id}`}
        data-request={row.id}
        checked={isTicked}
        onClick={(event) => {
          withShift.current = event.shiftKey;
        }}
        onChange={() => (withShift.current ? selection.rangeTo(row) : selection.toggle(row))}
      />
    </label>
  );
}
