import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { count, type Distribution, quantile, sizeOf } from '../../src/domain/distribution.ts';

function of(values: readonly number[]): Distribution {
  const distribution: Distribution = new Map();
  for (const value of values) count(distribution, value);
  return distribution;
}

describe('a distribution', () => {
  test('of nothing has no median', () => {
    expect(quantile(new Map(), 0.5)).toBeNull();
    // What was counted and taken away again was not there.
    const taken = of([3]);
    count(taken, 3, -1);
    expect(quantile(taken, 0.9)).toBeNull();
  });

  test('has the smallest value that so many do not exceed', () => {
    expect(quantile(of([1, 2, 3, 4]), 0.5)).toBe(2);
    expect(quantile(of([0, 0, 0, 0, 0, 0, 0, 0, 0, 9]), 0.9)).toBe(0);
    expect(quantile(of([0, 0, 0, 0, 0, 0, 0, 0, 8, 9]), 0.9)).toBe(8);
  });

  test('answers what sorting answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = values.toSorted((a, b) => a - b);
          expect(sizeOf(of(values))).toBe(values.length);
          expect(quantile(of(values), share)).toBe(sorted[Math.ceil(values.length * share) - 1]);
        },
      ),
    );
  });
});
