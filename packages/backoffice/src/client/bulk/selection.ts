import type { BulkItemRef, BulkSelection } from '@guichet/shared/contracts/bulk';
import type { RequestListQuery, RequestRow } from '@guichet/shared/contracts/request-list';
import { BULK_LIMIT } from '@guichet/shared/domain/bulk';

type Row = Pick<RequestRow, 'id' | 'version'>;

/** What is ticked in the list: rows at the version that was seen, or all that the filter shows. */
export type Ticked = { rows: ReadonlyMap<string, number>; everything: boolean };

const NOTHING: Ticked = { rows: new Map(), everything: false };

/**
 * The ticks of the list, outside React: of 500 rows only the one that is ticked is drawn again. A row that leaves the
 * list, because somebody has decided it, stays ticked and is told apart by the server.
 */
export function createSelection() {
  let ticked = NOTHING;
  let shown: readonly Row[] = [];
  let anchor: string | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Ticked): void => {
    ticked = next;
    for (const listener of listeners) listener();
  };
  const tickAll = (rows: readonly Row[]): void =>
    set({
      rows: new Map([...ticked.rows, ...rows.map(({ id, version }) => [id, version] as const)]),
      everything: false,
    });

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => ticked,
    holds: (id: string) => ticked.everything || ticked.rows.has(id),
    /** The rows of the list as it is drawn: what a range runs through. */
    show(rows: readonly Row[]) {
      shown = rows;
    },
    toggle(row: Row) {
      anchor = row.id;
      // Out of "everything", one row is let go: the others that are shown stay.
      const rows = new Map(ticked.everything ? shown.map(({ id, version }) => [id, version]) : ticked.rows);
      if (!rows.delete(row.id)) rows.set(row.id, row.version);
      set({ rows, everything: false });
    },
    /** From the row that was ticked last to this one, both included. */
    rangeTo(row: Row) {
      const [from, to] = [shown.findIndex(({ id }) => id === anchor), shown.findIndex(({ id }) => id === row.id)];
      tickAll(from < 0 || to < 0 ? [row] : shown.slice(Math.min(from, to), Math.max(from, to) + 1));
      anchor = row.id;
    },
    tick: (rows: readonly Row[]) => tickAll(rows),
    tickShown: () => tickAll(shown),
    tickEverything: () => set({ rows: new Map(), everything: true }),
    /** What is sent: the ticked rows in the order of the list, or the filter. */
    chosen(filter: RequestListQuery): BulkSelection {
      if (ticked.everything) return { filter };
      const place = new Map(shown.map(({ id }, index) => [id, index]));
      const items: BulkItemRef[] = [...ticked.rows].map(([requestId, version]) => ({ requestId, version }));
      const placeOf = ({ requestId }: BulkItemRef): number => place.get(requestId) ?? shown.length;
      return { items: items.sort((a, b) => placeOf(a) - placeOf(b)).slice(0, BULK_LIMIT) };
    },
    clear() {
      anchor = null;
      set(NOTHING);
    },
  };
}

export type Selection = ReturnType<typeof createSelection>;
