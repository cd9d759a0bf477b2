import { describe, expect, test } from '@jest/globals';
import { dayAfter } from '../../src/domain/dates.ts';
import { addWorkingDays, isWorkingDay, publicHolidays, workingDaysBetween } from '../../src/domain/working-days.ts';

describe('working days', () => {
  test('leave out the ten public holidays of Belgium', () => {
    expect([...publicHolidays(2026)]).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-07-21',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  test.each([
    [2024, '2024-04-01'],
    [2025, '2025-04-21'],
    [2027, '2027-03-29'],
    [2038, '2038-04-26'],
    [2049, '2049-04-19'],
  ])('know Easter Monday of %i', (year, monday) => {
    expect(publicHolidays(year).has(monday)).toBe(true);
  });

  test('leave out Saturdays and Sundays', () => {
    expect(['2026-06-12', '2026-06-13', '2026-06-14', '2026-06-15'].map(isWorkingDay)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test.each([
    ['2026-06-15', 0, '2026-06-15'],
    ['2026-06-15', 5, '2026-06-22'],
    ['2026-06-13', 1, '2026-06-15'],
    // Over the national holiday, a Tuesday.
    ['2026-07-20', 1, '2026-07-22'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-12-31', 1, '2027-01-04'],
  ])('after %s, the number %i is %s', (from, n, to) => {
    expect(addWorkingDays(from, n)).toBe(to);
    expect(workingDaysBetween(from, to)).toBe(n);
  });

  test('between two days are those that one meets on the way, over any number of years', () => {
    for (const from of ['2023-12-22', '2024-02-28', '2025-12-31', '2026-01-01', '2026-05-23']) {
      let met = 0;
      for (let day = dayAfter(from); day < '2028-03-02'; day = dayAfter(day)) {
        if (isWorkingDay(day)) met += 1;
        if (workingDaysBetween(from, day) !== met) throw new Error(`${from} to ${day}: ${met}`);
      }
      expect(met).toBeGreaterThan(400);
    }
    expect(() => workingDaysBetween('2026-06-31', '2026-07-02')).toThrow(RangeError);
  });

  test('between a day and an earlier one there is none', () => {
    expect(workingDaysBetween('2026-06-15', '2026-06-10')).toBe(0);
  });
});
