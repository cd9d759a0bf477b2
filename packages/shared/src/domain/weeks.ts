import { addDays, type CivilDate, daysBetween } from './dates.ts';

/** The Monday of the week of a day. */
export function mondayOf(day: CivilDate): CivilDate {
  // 1 January 2024 was a Monday.
  return addDays(day, -(((daysBetween('2024-01-01', day) % 7) + 7) % 7));
}

/** The Mondays of the last `count` weeks, the earliest first; the last one is that of `today`. */
export function lastWeeks(today: CivilDate, count: number): CivilDate[] {
  const last = mondayOf(today);
  return Array.from({ length: count }, (_, n) => addDays(last, 7 * (n - count + 1)));
}
