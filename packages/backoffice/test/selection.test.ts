import { describe, expect, test } from '@jest/globals';
import { createSelection } from '../src/client/bulk/selection.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, version: index + 1 }));
const [a, b, c, d, e] = rows as [Row, Row, Row, Row, Row];
type Row = (typeof rows)[number];

function started() {
  const selection = createSelection();
  selection.show(rows);
  return selection;
}
const idsOf = (selection: ReturnType<typeof createSelection>) => [...selection.get().rows.keys()].sort();

describe('the ticks of the list', () => {
  test('come and go one by one, and tell who listens', () => {
    const selection = started();
    let told = 0;
    const stop = selection.subscribe(() => {
      told += 1;
    });
    selection.toggle(b);
    selection.toggle(d);
    selection.toggle(b);
    expect(idsOf(selection)).toEqual(['d']);
    expect([selection.holds('d'), selection.holds('b')]).toEqual([true, false]);
    expect(told).toBe(3);
    stop();
    selection.clear();
    expect(told).toBe(3);
  });

  test('run from the last one to this one, in either direction', () => {
    const selection = started();
    selection.toggle(d);
    selection.rangeTo(b);
    expect(idsOf(selection)).toEqual(['b', 'c', 'd']);
    selection.rangeTo(e);
    expect(idsOf(selection)).toEqual(['b', 'c', 'd', 'e']);
    const fresh = started();
    fresh.rangeTo(c);
    expect(idsOf(fresh)).toEqual(['c']);
  });

  test('are sent in the order of the list, at the version that was seen; a row that left the list is the last', () => {
    const selection = started();
    selection.toggle(d);
    selection.toggle(a);
    selection.show([b, c, d, e]);
    expect(selection.chosen({ group: 'todo' })).toEqual({
      items: [
        { requestId: 'd', version: 4 },
        { requestId: 'a', version: 1 },
      ],
    });
  });

  test('of everything are sent as the filter; one that is let go leaves those that are shown', () => {
    const selection = started();
    selection.tickEverything();
    expect(selection.holds('not shown')).toBe(true);
    expect(selection.chosen({ group: 'mine', q: 'dupont' })).toEqual({ filter: { group: 'mine', q: 'dupont' } });
    selection.toggle(c);
    expect(idsOf(selection)).toEqual(['a', 'b', 'd', 'e']);
    expect(selection.get().everything).toBe(false);
  });
});
