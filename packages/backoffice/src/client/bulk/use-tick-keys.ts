import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { useActions } from '../shell/use-actions.tsx';
import { useMayDecide, useSelection } from './use-selection.tsx';

type Place = { rows: readonly RequestRow[]; current: string | undefined; goTo: (row: RequestRow | undefined) => void };

/** The ticks by keyboard: x for the row one is at, Shift with j and k for a range. */
export function useTickKeys({ rows, current, goTo }: Place): void {
  const selection = useSelection();
  const here = (): RequestRow | undefined => {
    const id = focusedRow() ?? current;
    return rows.find((row) => row.id === id);
  };
  const extend = (by: 1 | -1) => {
    const row = here();
    const next = row ? rows[rows.indexOf(row) + by] : rows[0];
    selection.tick([row, next].filter((each) => each !== undefined));
    goTo(next);
  };
  useActions(
    {
      select: () => {
        const row = here() ?? rows[0];
        if (row) selection.toggle(row);
      },
      selectNext: () => extend(1),
      selectPrevious: () => extend(-1),
    },
    useMayDecide() && rows.length > 0,
  );
}

/** The row that has the focus, by its link or by its tick box. */
function focusedRow(): string | undefined {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return undefined;
  return activeElement.dataset.request ?? /^demande-(.+)$/.exec(activeElement.id)?.[1];
}
