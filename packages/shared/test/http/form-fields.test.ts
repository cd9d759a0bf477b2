import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isGuichetError } from '../../src/errors/errors.ts';
import { type FormBody, flattenFormFields, maxFields, parseFormFields } from '../../src/http/form-fields.ts';

const encode = (pairs: [string, string][]) =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

describe('parseFormFields', () => {
  test('dotted names make objects and lists, repeated names make lists, gaps close', () => {
    const text = 'po=1&changes.0.email=a%40b.example&changes.2.email=c&changes.2.roles=x&changes.2.roles=y&note=a+b%2B';
    expect(parseFormFields(text)).toEqual({
      po: '1',
      changes: [{ email: 'a@b.example' }, { email: 'c', roles: ['x', 'y'] }],
      note: 'a b+',
    });
  });

  test('numbers beside words are an object, an empty text is an empty object', () => {
    expect(parseFormFields('a.0=x&a.b=y')).toEqual({ a: { 0: 'x', b: 'y' } });
    expect(parseFormFields('')).toEqual({});
    expect(parseFormFields('&&a&')).toEqual({ a: '' });
  });

  test.each([
    ['a reached prototype', '__proto__.polluted=1'],
    ['a prototype further down', 'a.0.constructor.prototype.x=1'],
    ['seven levels', 'a.b.c.d.e.f.g=1'],
    ['an empty part', 'a..b=1'],
    ['a value that is also a group', 'a=1&a.b=2'],
    ['a group that is also a value', 'a.b=2&a=1'],
    ['a malformed percent', 'a=%E9t%E9'],
    ['half a percent', 'a=100%'],
    ['a lone surrogate in UTF-8', 'a=%ED%A0%80'],
    ['a list with a far index', 'a.100=x'],
  ])('refuses %s', (_what, text) => {
    expect(() => parseFormFields(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('refuses more than 200 fields', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `f${index}=x`).join('&');
    expect(Object.keys(parseFormFields(many(maxFields)))).toHaveLength(maxFields);
    expect(() => parseFormFields(many(1_000))).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  test('flattening and parsing again gives the same values', () => {
    const body: FormBody = { a: '1', list: [{ b: 'é' }, { b: 'œ & co', roles: ['x', 'y'] }], deep: { c: { d: '' } } };
    expect(parseFormFields(encode(flattenFormFields(body)))).toEqual(body);
  });

  test('any text is either read or refused with a code, never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-c0-2.&=%+_]*$/)), (text) => {
        try {
          parseFormFields(text);
        } catch (error) {
          expect(isGuichetError(error)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
