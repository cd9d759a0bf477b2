import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { derivedId, hashOf, sha256Hex } from '../../src/domain/hash.ts';

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

// `__proto__` as a key is lost by JavaScript itself when an object is rebuilt by assignment.
const anyJson = () =>
  fc.jsonValue({ noUnicodeString: false }).filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('canonical JSON', () => {
  test('does not depend on the order of the keys, and loses nothing', () => {
    fc.assert(
      fc.property(anyJson(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(hashOf(reversed(value))).toBe(hashOf(value));
      }),
    );
  });

  test('sorts keys, keeps the order of lists, writes no white space and drops what is undefined', () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: 'é' }], a: true, z: undefined })).toBe(
      '{"a":true,"b":[2,1,{"c":"é","d":null}]}',
    );
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson(-0)).toBe('0');
  });

  test('accepts one value in two places', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;

  test.each([
    [{ day: new Date(0) }, '$.day'],
    [{ list: [1, undefined] }, '$.list[1]'],
    [undefined, '$'],
    [{ n: Number.NaN }, '$.n'],
    [{ n: Number.POSITIVE_INFINITY }, '$.n'],
    [{ n: 1n }, '$.n'],
    [{ f: () => 1 }, '$.f'],
    [{ s: Symbol('s') }, '$.s'],
    [new Map([['a', 1]]), '$'],
    [new (class Person {})(), '$'],
    [Uint8Array.from([1]), '$'],
    [cycle, '$.self'],
  ])('refuses what JSON would change silently (%#) and names its place', (value, path) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(path);
  });
});

describe('a hash', () => {
  test('is SHA-256 of the text in UTF-8', () => {
    // The example of FIPS 180-2, appendix B.1.
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('é')).not.toBe(sha256Hex('e\u0301'));
    expect(hashOf('abc')).toBe(sha256Hex('"abc"'));
  });

  test('differs for values that differ', () => {
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: '1' }));
    expect(hashOf({ a: null })).not.toBe(hashOf({}));
  });
});

describe('a derived id', () => {
  test('is a UUID of version 8, the same one for the same parts', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
        const id = derivedId(...parts);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(derivedId(...parts)).toBe(id);
      }),
    );
  });

  test('never changes from one release to the next', () => {
    expect(derivedId('request', 'person')).toBe('510d1f76-4c82-8297-ab51-2561309dbb65');
  });

  test('differs with the parts, their order and where they are cut', () => {
    const ids = [
      derivedId('a', 'bc'),
      derivedId('ab', 'c'),
      derivedId('abc'),
      derivedId('bc', 'a'),
      derivedId('a', 'bc', ''),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(() => derivedId()).toThrow(RangeError);
  });
});
