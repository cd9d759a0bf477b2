import { addDays, type CivilDate, civilDate, dayAfter, daysBetween, daysInMonth } from './dates.ts';

/**
 * Whether people work on that day: Monday to Friday, but for the ten public holidays of Belgium (law of 4 January 1974,
 * royal decree of 18 April 1974, article 1). Days that replace a holiday on a Sunday are each employer's own choice.
 */
export function isWorkingDay(date: CivilDate): boolean {
  const weekday = weekdayOf(date);
  return weekday < 5 && !publicHolidays(Number(date.slice(0, 4))).has(date);
}

/** The n-th working day after `date`; `date` itself when n is 0. @throws RangeError when n is not a whole number from 0 */
export function addWorkingDays(date: CivilDate, n: number): CivilDate {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Expected a number of working days, got ${n}`);
  let day = date;
  for (let left = n; left > 0; ) {
    day = dayAfter(day);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** How many working days lie after `from`, up to and with `to`: 0 on the same day, or when `to` is earlier. */
export function workingDaysBetween(from: CivilDate, to: CivilDate): number {
  if (from >= to) return 0;
  let count = workingDaysUntil(to) - workingDaysUntil(from);
  for (let year = yearOf(from); year < yearOf(to); year += 1) count += workingDaysOf(year).all;
  return count;
}

const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

function workingDaysUntil(date: CivilDate): number {
  const count = workingDaysOf(yearOf(date)).until.get(date);
  if (count === undefined) throw new RangeError(`Expected a civil date YYYY-MM-DD, got ${date}`);
  return count;
}

type WorkingDays = { all: number; until: ReadonlyMap<CivilDate, number> };

const years = new Map<number, WorkingDays>();

/** The working days of a year, and how many of them each day has seen, itself included: very many spans are counted. */
function workingDaysOf(year: number): WorkingDays {
  const known = years.get(year);
  if (known) return known;
  const until = new Map<CivilDate, number>();
  let all = 0;
  for (let month = 1; month <= 12; month += 1) {
    for (let day = 1; day <= daysInMonth(year, month); day += 1) {
      const date = civilDate(year, month, day);
      if (isWorkingDay(date)) all += 1;
      until.set(date, all);
    }
  }
  years.set(year, { all, until });
  return { all, until };
}

/** A time of waiting for somebody else: its first and its last day. */
export type Wait = readonly [from: CivilDate, to: CivilDate];

/** The working days from `from` to `to` on which something lay here, without those on which somebody else had it. */
export function workingDaysHeld(from: CivilDate, to: CivilDate, waits: readonly Wait[]): number {
  const waited = waits.reduce((sum, wait) => sum + workingDaysBetween(...wait), 0);
  return Math.max(0, workingDaysBetween(from, to) - waited);
}

const holidays = new Map<number, ReadonlySet<CivilDate>>();

/** The ten public holidays of a year. */
export function publicHolidays(year: number): ReadonlySet<CivilDate> {
  const known = holidays.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const found = new Set([
    civilDate(year, 1, 1),
    addDays(easter, 1),
    civilDate(year, 5, 1),
    addDays(easter, 39),
    addDays(easter, 50),
    civilDate(year, 7, 21),
    civilDate(year, 8, 15),
    civilDate(year, 11, 1),
    civilDate(year, 11, 11),
    civilDate(year, 12, 25),
  ]);
  holidays.set(year, found);
  return found;
}

/** Easter of the Gregorian calendar (the "anonymous" computus: Nature, 20 April 1876; Meeus, Astronomical Algorithms). */
function easterSunday(year: number): CivilDate {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * century + 13) / 25);
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30;
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return civilDate(year, Math.floor(n / 31), (n % 31) + 1);
}

/** 0 for Monday to 6 for Sunday; 1 January 2024 was a Monday. */
function weekdayOf(date: CivilDate): number {
  return ((daysBetween('2024-01-01', date) % 7) + 7) % 7;
}
