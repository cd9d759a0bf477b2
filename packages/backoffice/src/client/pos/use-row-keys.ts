import { useActions } from '../shell/use-actions.tsx';

/** J and K go from row to row of the list in `listId`: to the links that are marked `data-row`. Enter follows the link. */
export function useRowKeys(listId: string): void {
  const step = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`#${listId} [data-row]`)];
    const index = rows.findIndex((row) => row === document.activeElement);
    const next = rows[index < 0 ? 0 : Math.min(Math.max(index + by, 0), rows.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useActions({ next: () => step(1), previous: () => step(-1) });
}
