import { expect, test } from '@jest/globals';
import { type ValueChange, valueOn } from '../../src/domain/value-history.ts';

const change = (at: string, from: unknown, to: unknown): ValueChange => ({ at: new Date(at), from, to, causeId: at });

/** Recorded as "A", then "B" on 10 March 2024, then "C" on 2 June 2025. */
const changes = [change('2024-03-10T09:00:00Z', 'A', 'B'), change('2025-06-02T09:00:00Z', 'B', 'C')];

test.each([
  ['before anything changed', '2020-01-01', 'A', null],
  ['the day before the first change', '2024-03-09', 'A', null],
  ['the day of the first change, as that day ended', '2024-03-10', 'B', '2024-03-10T09:00:00Z'],
  ['between two changes', '2025-06-01', 'B', '2024-03-10T09:00:00Z'],
  ['the day of the last change', '2025-06-02', 'C', '2025-06-02T09:00:00Z'],
  ['a day to come', '2031-01-01', 'C', '2025-06-02T09:00:00Z'],
])('%s, the value is the one on record', (_, day, value, cause) => {
  const found = valueOn('C', changes, day);
  expect({ value: found.value, cause: found.setBy?.causeId ?? null }).toEqual({ value, cause });
});

test('a value that never changed is what it is, whatever the day', () => {
  expect(valueOn('A', [], '1999-12-31')).toEqual({ value: 'A', setBy: null });
});

test('a change late in the evening belongs to the day in Brussels', () => {
  // 23:30 in Brussels, the next day nowhere yet; then half past midnight in Brussels, still the day before in UTC.
  const evening = [change('2026-07-01T21:30:00Z', 'A', 'B'), change('2026-07-01T22:30:00Z', 'B', 'C')];
  expect(valueOn('C', evening, '2026-06-30').value).toBe('A');
  expect(valueOn('C', evening, '2026-07-01').value).toBe('B');
  expect(valueOn('C', evening, '2026-07-02').value).toBe('C');
});

test('of several changes in one day, the last one counts', () => {
  const busy = [change('2026-01-05T08:00:00Z', 'A', 'B'), change('2026-01-05T15:00:00Z', 'B', 'A')];
  expect(valueOn('A', busy, '2026-01-05')).toEqual({ value: 'A', setBy: busy[1] });
});

test('a value that was empty is empty again when one looks far enough back', () => {
  expect(
    valueOn('x@po.example', [change('2026-01-05T08:00:00Z', null, 'x@po.example')], '2026-01-04').value,
  ).toBeNull();
});
