import type { RequestRow } from '@guichet/shared/contracts/request-list';

/** What the list shows of what the server answered. */
export type SteadyRows = {
  rows: readonly RequestRow[];
  /** New ones that would push what is being read: shown when they are asked for. */
  withheld: readonly RequestRow[];
  /** The request that is read is no longer in this list, and keeps its place until one goes on. */
  goneId: string | null;
};

/**
 * The list refreshes itself while somebody reads it. What is new at its end appears; what is new above something that
 * is already shown waits to be asked for; and the request that is read stays where it was, whatever a colleague did.
 */
export function steadyRows(
  before: readonly RequestRow[],
  answered: readonly RequestRow[],
  currentId: string | undefined,
): SteadyRows {
  const known = new Set(before.map(({ id }) => id));
  const lastKnown = answered.findLastIndex(({ id }) => known.has(id));
  const appears = (row: RequestRow, index: number) => known.has(row.id) || index > lastKnown || row.id === currentId;
  const rows = answered.filter(appears);
  const withheld = answered.filter((row, index) => !appears(row, index));
  const place = before.findIndex(({ id }) => id === currentId);
  const gone = before[place];
  if (!gone || answered.some(({ id }) => id === gone.id)) return { rows, withheld, goneId: null };
  const shown = new Map(rows.map(({ id }, index) => [id, index]));
  const previous = before.slice(0, place).findLast(({ id }) => shown.has(id));
  const at = previous ? (shown.get(previous.id) ?? 0) + 1 : 0;
  return { rows: [...rows.slice(0, at), gone, ...rows.slice(at)], withheld, goneId: gone.id };
}
