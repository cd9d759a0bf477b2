import fc from 'fast-check';
import { addDays, type CivilDate } from '../../src/domain/dates.ts';
import type { Period } from '../../src/domain/periods.ts';

/** Days from 1890 to 2109, which leaves room to move without leaving the calendar. */
export function anyDate(): fc.Arbitrary<CivilDate> {
  return fc.integer({ min: 0, max: 80_000 }).map((n) => addDays('1890-01-01', n));
}

/** The first of the days that `anyPeriod` draws from, and their number. */
export const FIRST_DAY = '2026-02-20';
export const DAYS = 20;

/** Short periods on few days, so that they often touch, overlap and are equal; some open. */
export function anyPeriod(): fc.Arbitrary<Period> {
  const day = fc.integer({ min: 0, max: DAYS - 1 });
  return fc.tuple(day, fc.option(day)).map(([a, b]) => ({
    from: addDays(FIRST_DAY, b === null ? a : Math.min(a, b)),
    to: b === null ? null : addDays(FIRST_DAY, Math.max(a, b)),
  }));
}
