import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type CivilDate } from '../../src/domain/dates.ts';
import {
  formatPeriod,
  isPeriod,
  type Period,
  parseDateRange,
  periodContains,
  periodIntersection,
  periodsOverlap,
  periodWithin,
  phaseOn,
  toDateRange,
} from '../../src/domain/periods.ts';
import { anyPeriod, DAYS, FIRST_DAY } from './any-period.ts';

/** One day more than any closed period has, to stand for the endless rest of open ones. */
const CALENDAR = Array.from({ length: DAYS + 1 }, (_, n) => addDays(FIRST_DAY, n));

const daysOf = (period: Period): CivilDate[] =>
  CALENDAR.filter((day) => day >= period.from && (period.to === null || day <= period.to));

describe('periods, compared day by day', () => {
  test('overlap when they share a day, and their intersection has those days', () => {
    fc.assert(
      fc.property(anyPeriod(), anyPeriod(), (a, b) => {
        const shared = daysOf(a).filter((day) => daysOf(b).includes(day));
        expect(periodsOverlap(a, b)).toBe(shared.length > 0);
        const intersection = periodIntersection(a, b);
        expect(intersection === null ? [] : daysOf(intersection)).toEqual(shared);
        expect(periodIntersection(b, a)).toEqual(intersection);
        expect(intersection?.to === null).toBe(a.to === null && b.to === null && intersection !== null);
      }),
      { numRuns: 500 },
    );
  });

  test('are inside one another when no day is left out', () => {
    fc.assert(
      fc.property(anyPeriod(), anyPeriod(), (inner, outer) => {
        const outerDays = daysOf(outer);
        expect(periodWithin(inner, outer)).toBe(daysOf(inner).every((day) => outerDays.includes(day)));
      }),
      { numRuns: 500 },
    );
  });

  test('contain the days from the first to the last, both included', () => {
    fc.assert(
      fc.property(anyPeriod(), (period) => {
        expect(CALENDAR.filter((day) => periodContains(period, day))).toEqual(daysOf(period));
        expect(CALENDAR.filter((day) => phaseOn(period, day) === 'present')).toEqual(daysOf(period));
        expect(CALENDAR.filter((day) => phaseOn(period, day) === 'future')).toEqual(
          CALENDAR.filter((day) => day < period.from),
        );
      }),
    );
  });
});

describe('a daterange of PostgreSQL', () => {
  test('loses nothing on the way there and back', () => {
    fc.assert(
      fc.property(anyPeriod(), (period) => {
        expect(parseDateRange(toDateRange(period))).toEqual(period);
        const canonical = `[${period.from},${period.to === null ? '' : addDays(period.to, 1)})`;
        expect(parseDateRange(canonical)).toEqual(period);
      }),
    );
  });

  test('has its last day before the bound that PostgreSQL writes', () => {
    expect(parseDateRange('[2026-01-01,2026-02-01)')).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    expect(parseDateRange('[2026-01-01,)')).toEqual({ from: '2026-01-01', to: null });
    expect(parseDateRange('[2026-01-01,10000-01-01)')).toEqual({ from: '2026-01-01', to: '9999-12-31' });
  });

  test('is written with both ends included', () => {
    expect(toDateRange({ from: '2026-01-01', to: '2026-01-31' })).toBe('[2026-01-01,2026-01-31]');
    expect(toDateRange({ from: '2026-01-01', to: null })).toBe('[2026-01-01,)');
  });

  test.each([
    'empty',
    '',
    '(,2026-01-01)',
    '(2026-01-01,2026-02-01)',
    '[2026-01-01,infinity)',
    '[2026-02-30,2026-03-01)',
    '[2026-01-01,2026-01-01)',
    '[2026-02-01,2026-01-01)',
    '[2026-01-01,2026-02-01) ',
  ])('%j is refused', (text) => {
    expect(() => parseDateRange(text)).toThrow(RangeError);
  });

  test('is never written from an end before the start', () => {
    const reversed = { from: '2026-02-01', to: '2026-01-31' };
    expect(isPeriod(reversed)).toBe(false);
    expect(() => toDateRange(reversed)).toThrow(RangeError);
  });
});

describe('a period in French', () => {
  test.each<[Period, string | undefined, string]>([
    [{ from: '2024-09-01', to: null }, undefined, 'depuis le 1/9/2024'],
    [{ from: '2024-09-01', to: null }, '2024-09-01', 'depuis le 1/9/2024'],
    [{ from: '2024-09-01', to: null }, '2024-08-31', 'à partir du 1/9/2024'],
    [{ from: '2024-09-01', to: '2026-08-31' }, undefined, 'du 1/9/2024 au 31/8/2026'],
    [{ from: '2024-09-01', to: '2026-08-31' }, '2020-01-01', 'du 1/9/2024 au 31/8/2026'],
    [{ from: '2026-09-01', to: '2026-09-01' }, undefined, 'le 1/9/2026'],
  ])('%j seen on %s reads « %s »', (period, day, text) => {
    expect(formatPeriod(period, day)).toBe(text);
  });
});
