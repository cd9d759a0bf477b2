import { addDays, type CivilDate, daysBetween } from '@guichet/shared/domain/dates';

export type TimeScale = {
  /** Where a day stands, in per cent of the width; days outside stand at the edge. */
  at: (day: CivilDate) => number;
  /** Years that are written over it. */
  years: { label: string; at: number }[];
};

const YEAR = 366;
/** What began longer ago begins at the edge: one founder of 1970 must not press all others together. */
const LONGEST = 20 * YEAR;
const MOST_LABELS = 8;

/** Covers all periods, at most twenty years back, and at least a year before and after today. */
export function timeScale(periods: readonly { from: CivilDate; to: CivilDate | null }[], today: CivilDate): TimeScale {
  const days = periods.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const first = [addDays(today, -YEAR), ...days].reduce((a, b) => (a < b ? a : b));
  const from = [first, addDays(today, -LONGEST)].reduce((a, b) => (a > b ? a : b));
  const last = [addDays(today, YEAR), ...days].reduce((a, b) => (a > b ? a : b));
  const to = [last, addDays(today, LONGEST)].reduce((a, b) => (a < b ? a : b));
  const whole = daysBetween(from, to);
  const at = (day: CivilDate) => Math.min(Math.max((daysBetween(from, day) / whole) * 100, 0), 100);
  const count = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const step = [1, 2, 5, 10].find((each) => count / each <= MOST_LABELS) ?? 10;
  const years = Array.from({ length: count }, (_, index) => Number(from.slice(0, 4)) + 1 + index)
    .filter((year) => year % step === 0)
    .map((year) => ({ label: String(year), at: at(`${year}-01-01`) }));
  return { at, years };
}
