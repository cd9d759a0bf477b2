import { type CivilDate, civilDate, daysInMonth } from './dates.ts';

/** The first days of the last `count` months, the present one included, the earliest first. */
export function lastMonths(today: CivilDate, count: number): CivilDate[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const at = year * 12 + (month - 1) - (count - 1 - index);
    return civilDate(Math.floor(at / 12), (at % 12) + 1, 1);
  });
}

/** The last day of the month of a day. */
export function endOfMonth(day: CivilDate): CivilDate {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return civilDate(year, month, daysInMonth(year, month));
}

/** The first day of the month of a day. */
export function monthOf(day: CivilDate): CivilDate {
  return `${day.slice(0, 7)}-01`;
}
