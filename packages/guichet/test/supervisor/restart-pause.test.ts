import { expect, test } from '@jest/globals';
import { countFailure, restartPause } from '../../src/supervisor/restart-pause.ts';

test('pauses double from a quarter of a second and stop growing at ten seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(restartPause)).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('a process that lived for long starts a new count', () => {
  expect(countFailure(5, 1000)).toBe(6);
  expect(countFailure(5, 30_000)).toBe(1);
});
