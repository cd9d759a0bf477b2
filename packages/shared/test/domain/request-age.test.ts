import { describe, expect, test } from '@jest/globals';
import { ageOf, DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { addDays } from '../../src/domain/dates.ts';
import { isWorkingDay, workingDaysBetween, workingDaysHeld } from '../../src/domain/working-days.ts';

/** Tuesday 24 November 2026, in the morning. */
const now = new Date('2026-11-24T08:00:00Z');
const received = (createdAt: string, more: Partial<Parameters<typeof ageOf>[0]> = {}) =>
  ageOf({ createdAt: new Date(createdAt), settledAt: null, waits: [], ...more }, now, DEFAULT_AGE_ALERTS);
const wait = (askedAt: string, closedAt: string | null) => ({
  askedAt: new Date(askedAt),
  closedAt: closedAt === null ? null : new Date(closedAt),
});

describe('the age of a request', () => {
  test.each([
    ['the same morning', '2026-11-24T06:00:00Z', 0, 'fresh'],
    ['over a week-end', '2026-11-20T16:00:00Z', 2, 'fresh'],
    ['late on Sunday in Brussels', '2026-11-22T22:30:00Z', 2, 'fresh'],
    ['from the third working day', '2026-11-19T08:00:00Z', 3, 'slow'],
    ['from the fifth', '2026-11-17T08:00:00Z', 5, 'late'],
    ['over 11 November', '2026-11-10T08:00:00Z', 9, 'late'],
  ] as const)('%s', (_, createdAt, days, level) => {
    expect(received(createdAt)).toMatchObject({ days, level, paused: false, waitedDays: 0 });
  });

  test('does not count the days on which its author had to answer', () => {
    const waits = [wait('2026-11-12T10:00:00Z', '2026-11-19T21:00:00Z')];
    expect(received('2026-11-10T08:00:00Z', { waits })).toEqual({
      days: 4,
      waitedDays: 5,
      paused: false,
      level: 'slow',
    });
  });

  test('stands still while the question is open', () => {
    const waits = [wait('2026-11-12T10:00:00Z', null)];
    expect(received('2026-11-10T08:00:00Z', { waits })).toMatchObject({ days: 1, waitedDays: 8, paused: true });
  });

  test('is never less than nothing, and ends when the request does', () => {
    const waits = [wait('2026-11-10T08:00:00Z', '2026-11-12T08:00:00Z'), wait('2026-11-12T08:30:00Z', null)];
    expect(received('2026-11-10T08:00:00Z', { waits }).days).toBe(0);
    const settledAt = new Date('2026-11-13T08:00:00Z');
    expect(received('2026-11-09T08:00:00Z', { settledAt })).toMatchObject({ days: 3, level: 'fresh' });
  });
});

describe('working days over long times', () => {
  test('are those that one would count day by day', () => {
    for (let start = 0; start < 400; start += 7) {
      const from = addDays('2025-11-03', start);
      let counted = 0;
      for (let n = 1; n <= 900; n += 1) {
        const day = addDays(from, n);
        if (isWorkingDay(day)) counted += 1;
        if (n % 89 === 0 || n < 9) expect([from, n, workingDaysBetween(from, day)]).toEqual([from, n, counted]);
      }
    }
  });

  test('held here leave out those on which somebody else had it', () => {
    expect(workingDaysHeld('2026-11-02', '2026-11-13', [])).toBe(8);
    expect(workingDaysHeld('2026-11-02', '2026-11-13', [['2026-11-04', '2026-11-06']])).toBe(6);
  });
});
