import { type Period, periodsOverlap } from '../../domain/periods.ts';

/** Rows whose periods overlap, one with the next, in the order of their first days; each row is in one group. */
export function groupOverlapping<T extends { id: string; period: Period }>(rows: readonly T[]): T[][] {
  const ordered = rows.toSorted((a, b) => a.period.from.localeCompare(b.period.from) || (a.id < b.id ? -1 : 1));
  const groups: T[][] = [];
  for (const row of ordered) {
    const group = groups.at(-1);
    if (group && periodsOverlap(joinPeriods(group.map(({ period }) => period)), row.period)) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

/**
 * From the first day of the earliest to the last day of the latest; open when one of them is.
 * @throws RangeError for no period at all
 */
export function joinPeriods(periods: readonly Period[]): Period {
  const [first] = periods;
  if (!first) throw new RangeError('No period to join.');
  return periods.reduce(
    ({ from, to }, other) => ({
      from: other.from < from ? other.from : from,
      to: to === null || other.to === null ? null : other.to > to ? other.to : to,
    }),
    first,
  );
}
