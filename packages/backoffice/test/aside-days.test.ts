import { expect, test } from '@jest/globals';
import { asideDays } from '../src/client/triage/aside-days.ts';

test.each([
  // A Tuesday: tomorrow, Friday, Monday.
  ['2026-11-24', ['2026-11-25', '2026-11-27', '2026-11-30', '2026-12-08', '2026-12-24']],
  // A Friday: the next working day is next week.
  ['2026-11-27', ['2026-11-30', '2026-12-02', '2026-12-11', '2026-12-28']],
  // Before Easter Monday, which nobody works on; two weeks later it is a Friday.
  ['2026-04-03', ['2026-04-07', '2026-04-09', '2026-04-17', '2026-05-04']],
])('the days proposed on %s are working days to come, each once', (today, expected) => {
  expect(asideDays(today).map(({ day }) => day)).toEqual(expected);
});
