import { assertCivilDate, type CivilDate, compareDates, dayBefore, formatDate, isCivilDate } from './dates.ts';

/** Days from `from` to `to`, first and last day included; `to: null` is open, without a known end. Never empty. */
export type Period = { from: CivilDate; to: CivilDate | null };

export type Phase = 'past' | 'present' | 'future';

/** Whether `value` is a period: civil dates, and `from` not after `to`. */
export function isPeriod(value: unknown): value is Period {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return false;
  const { from, to } = value;
  return isCivilDate(from) && (to === null || (isCivilDate(to) && compareDates(from, to) <= 0));
}

/**
 * Reads a PostgreSQL `daterange` in its canonical text form (DateStyle ISO): `[2026-01-01,2026-02-01)` has 2026-01-31
 * as last day, `[2026-01-01,)` is open. A closed upper bound `]`, as `toDateRange` writes it, is read too.
 * @throws RangeError for anything else: `empty`, no first day, `infinity`, days that do not exist
 */
export function parseDateRange(text: string): Period {
  const match = /^\[(\d{4}-\d{2}-\d{2}),(\d{4,5}-\d{2}-\d{2})?([)\]])$/.exec(text);
  if (!match?.[1]) throw new RangeError(`Expected a daterange [from,to), got ${JSON.stringify(text)}`);
  const [, from, bound, bracket] = match;
  return checked({ from, to: bound === undefined ? null : lastDay(bound, bracket === ']') });
}

/**
 * The text to send to a `daterange` column, both ends included: `[2026-01-01,2026-01-31]`, or `[2026-01-01,)` when open.
 * @throws RangeError when it is not a period
 */
export function toDateRange(period: Period): string {
  const { from, to } = checked(period);
  return to === null ? `[${from},)` : `[${from},${to}]`;
}

/** Whether the two periods share a day at least. */
export function periodsOverlap(a: Period, b: Period): boolean {
  return (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
}

/** Whether `date` is a day of the period. */
export function periodContains(period: Period, date: CivilDate): boolean {
  return phaseOn(period, date) === 'present';
}

/** Whether every day of `inner` is a day of `outer`; an open period is only inside an open one. */
export function periodWithin(inner: Period, outer: Period): boolean {
  return inner.from >= outer.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
}

/** The days that both periods have, or null when there is none. */
export function periodIntersection(a: Period, b: Period): Period | null {
  if (!periodsOverlap(a, b)) return null;
  const from = a.from > b.from ? a.from : b.from;
  if (a.to === null) return { from, to: b.to };
  return { from, to: b.to === null || a.to < b.to ? a.to : b.to };
}

/** Where the period stands on `day`: over (`past`), running (`present`, first and last day included) or to come. */
export function phaseOn(period: Period, day: CivilDate): Phase {
  if (day < period.from) return 'future';
  return period.to !== null && day > period.to ? 'past' : 'present';
}

/**
 * The period in French: `du 1/9/2024 au 31/8/2026`, `le 1/9/2026` for one day, `depuis le 1/9/2024` when open. With
 * `day` (today in Brussels), an open period that starts after it reads `à partir du 1/9/2027`.
 * @throws RangeError when it is not a period
 */
export function formatPeriod(period: Period, day?: CivilDate): string {
  const { from, to } = checked(period);
  if (to === from) return `le ${formatDate(from)}`;
  if (to !== null) return `du ${formatDate(from)} au ${formatDate(to)}`;
  return day !== undefined && phaseOn(period, day) === 'future'
    ? `à partir du ${formatDate(from)}`
    : `depuis le ${formatDate(from)}`;
}

function checked(period: Period): Period {
  if (!isPeriod(period)) throw new RangeError(`Expected a period with from <= to, got ${JSON.stringify(period)}`);
  return period;
}

function lastDay(bound: string, included: boolean): CivilDate {
  if (included) return assertCivilDate(bound);
  // PostgreSQL writes a period that ends on the last civil date with a bound that is no civil date any more.
  return bound === '10000-01-01' ? '9999-12-31' : dayBefore(bound);
}
