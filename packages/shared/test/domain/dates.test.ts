import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  ageOn,
  assertCivilDate,
  compareDates,
  dayAfter,
  dayBefore,
  daysBetween,
  daysInMonth,
  formatDate,
  formatLongDate,
  isCivilDate,
  todayInBrussels,
} from '../../src/domain/dates.ts';
import { anyDate } from './any-period.ts';

describe('today in Brussels', () => {
  test('is already tomorrow in winter when it is 23:00 UTC, and not a second before', () => {
    expect(todayInBrussels(new Date('2026-01-31T22:59:59.999Z'))).toBe('2026-01-31');
    expect(todayInBrussels(new Date('2026-01-31T23:00:00Z'))).toBe('2026-02-01');
  });

  test('is already tomorrow in summer when it is 22:00 UTC', () => {
    expect(todayInBrussels(new Date('2026-08-31T21:59:59Z'))).toBe('2026-08-31');
    expect(todayInBrussels(new Date('2026-08-31T22:00:00Z'))).toBe('2026-09-01');
  });

  test('refuses an invalid instant', () => {
    expect(() => todayInBrussels(new Date('never'))).toThrow(RangeError);
  });
});

describe('a civil date', () => {
  test.each(['2026-09-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (value) => {
    expect(isCivilDate(value)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '10000-01-01',
    '2026-9-1',
    '2026-09-01\n',
    ' 2026-09-01',
    '2026-09-01T00:00:00Z',
    '٢٠٢٦-٠٩-٠١',
    '',
    null,
    undefined,
    20260901,
    new Date(0),
  ])('%p is none', (value) => {
    expect(isCivilDate(value)).toBe(false);
    expect(() => assertCivilDate(value)).toThrow(RangeError);
  });

  test('has the days that the calendar of the machine has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const lastDay = new Date(0);
        lastDay.setUTCFullYear(year, month, 0);
        expect(daysInMonth(year, month)).toBe(lastDay.getUTCDate());
      }),
    );
  });
});

describe('counting days', () => {
  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-28', 2, '2026-03-30'],
    ['0099-12-31', 1, '0100-01-01'],
    ['2026-09-01', 0, '2026-09-01'],
  ])('%s and %i days is %s', (date, n, expected) => {
    expect(addDays(date, n)).toBe(expected);
  });

  test('there and back again is the same day, and the distance is what was walked', () => {
    fc.assert(
      fc.property(anyDate(), fc.integer({ min: -40_000, max: 40_000 }), (date, n) => {
        const moved = addDays(date, n);
        expect(addDays(moved, -n)).toBe(date);
        expect(daysBetween(date, moved)).toBe(n);
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(n));
        expect(dayBefore(dayAfter(date))).toBe(date);
      }),
    );
  });

  test('refuses to leave the calendar, parts of days and what is no date', () => {
    expect(() => dayAfter('9999-12-31')).toThrow(RangeError);
    expect(() => dayBefore('0001-01-01')).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 1e12)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  test('sorts days from the first to the last', () => {
    expect(['2026-10-01', '2025-12-31', '2026-09-30'].sort(compareDates)).toEqual([
      '2025-12-31',
      '2026-09-30',
      '2026-10-01',
    ]);
  });
});

describe('age', () => {
  test.each([
    ['1960-09-01', '2026-08-31', 65],
    ['1960-09-01', '2026-09-01', 66],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-09-01', '2026-09-01', 0],
    ['2026-09-01', '2026-08-31', -1],
  ])('of who is born on %s is on %s %i', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age);
  });
});

describe('a day in French', () => {
  test('is short without leading zeros', () => {
    expect(formatDate('2026-09-01')).toBe('1/9/2026');
    expect(formatDate('2026-12-31')).toBe('31/12/2026');
  });

  test('is long with « 1er » for the first of the month only', () => {
    expect(formatLongDate('2026-09-01')).toBe('1er septembre 2026');
    expect(formatLongDate('2026-09-02')).toBe('2 septembre 2026');
    expect(formatLongDate('2026-08-21')).toBe('21 août 2026');
  });

  test('refuses what is no date', () => {
    expect(() => formatDate('2026-02-30')).toThrow(RangeError);
    expect(() => formatLongDate('')).toThrow(RangeError);
  });
});
