import { describe, expect, test } from '@jest/globals';
import { lastWeeks, mondayOf } from '../../src/domain/weeks.ts';

describe('weeks', () => {
  test.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-01-01', '2025-12-29'],
    ['2020-02-29', '2020-02-24'],
    ['1999-12-31', '1999-12-27'],
  ])('%s is in the week of %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  test('the last ones end with that of today', () => {
    expect(lastWeeks('2026-01-04', 3)).toEqual(['2025-12-15', '2025-12-22', '2025-12-29']);
    expect(lastWeeks('2026-01-05', 1)).toEqual(['2026-01-05']);
  });
});
