import { describe, expect, test } from '@jest/globals';
import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { steadyRows } from '../src/client/queue/steady-rows.ts';

const rows = (ids: string) => [...ids].map((id) => ({ id }) as RequestRow);
const ids = (list: readonly RequestRow[]) => list.map(({ id }) => id).join('');
const steady = (before: string, answered: string, current?: string) => {
  const { rows: shown, withheld, goneId } = steadyRows(rows(before), rows(answered), current);
  return { shown: ids(shown), withheld: ids(withheld), goneId };
};

describe('a list that refreshes itself while it is read', () => {
  test.each([
    ['shows all at first', '', 'abc', undefined, { shown: 'abc', withheld: '', goneId: null }],
    ['adds what comes at its end', 'abc', 'abcd', undefined, { shown: 'abcd', withheld: '', goneId: null }],
    [
      'withholds what would push what is shown',
      'abc',
      'xayb',
      undefined,
      { shown: 'ab', withheld: 'xy', goneId: null },
    ],
    ['drops what is gone', 'abc', 'ac', undefined, { shown: 'ac', withheld: '', goneId: null }],
    [
      'shows everything when nothing of before is left',
      'abc',
      'xy',
      undefined,
      { shown: 'xy', withheld: '', goneId: null },
    ],
    [
      'shows the one that is read though it came above',
      'abc',
      'xabc',
      'x',
      { shown: 'xabc', withheld: '', goneId: null },
    ],
    ['keeps the one that is read in its place', 'abc', 'ac', 'b', { shown: 'abc', withheld: '', goneId: 'b' }],
    ['keeps it first when all before it is gone', 'abc', 'c', 'b', { shown: 'bc', withheld: '', goneId: 'b' }],
    ['keeps it alone', 'b', '', 'b', { shown: 'b', withheld: '', goneId: 'b' }],
    ['lets it go once one reads another', 'abc', 'ac', 'c', { shown: 'ac', withheld: '', goneId: null }],
    ['follows a known one that moved', 'abc', 'cab', undefined, { shown: 'cab', withheld: '', goneId: null }],
  ])('%s', (_, before, answered, current, expected) => {
    expect(steady(before, answered, current)).toEqual(expected);
  });
});
