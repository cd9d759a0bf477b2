import { describe, expect, test } from '@jest/globals';
import { groupOf, isNarrowed, QUEUE_TABS, readFilters } from '../src/client/queue/queue-filters.ts';
import { sayAge, sayMoment } from '../src/client/text/moments.ts';

describe('filters in the address', () => {
  test('are read back as they were written', () => {
    const po = '01a20b5b-5d0a-70f5-bc99-6e48cfb1ffcd';
    expect(readFilters({ etat: 'terminees', type: 'removal', po, q: 'lambert' })).toEqual({
      etat: 'terminees',
      type: 'removal',
      po,
      q: 'lambert',
    });
  });

  test('an address written by hand breaks nothing', () => {
    expect(readFilters({ etat: 'rien', po: '../..', q: '', type: 7, other: 'x' })).toEqual({});
    expect(groupOf({ etat: 'rien' })).toBe('todo');
    expect(isNarrowed({ etat: 'toutes' })).toBe(false);
  });

  test('every group has its own word', () => {
    const slugs = Object.values(QUEUE_TABS).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
  });
});

describe('moments', () => {
  const now = new Date('2026-11-24T08:00:00Z');
  test.each([
    ['2026-11-24T06:14:00Z', 'aujourd’hui à 07:14'],
    ['2026-11-23T23:30:00Z', 'aujourd’hui à 00:30'],
    ['2026-11-23T22:30:00Z', 'hier à 23:30'],
    ['2026-11-02T08:14:00Z', 'le 2/11 à 09:14'],
    ['2025-07-02T08:14:00Z', 'le 2/7/2025 à 10:14'],
  ])('%s is said as « %s »', (iso, expected) => {
    expect(sayMoment(iso, now)).toBe(expected);
  });

  test('an age is short to see, whole to hear, and old after five days', () => {
    expect(sayAge('2026-11-22T08:14:00Z', now)).toEqual({ short: '2 j', long: 'reçue il y a 2 jours', old: false });
    expect(sayAge('2026-11-18T08:14:00Z', now)).toMatchObject({ short: '6 j', old: true });
    expect(sayAge('2026-11-24T06:14:00Z', now)).toMatchObject({ short: '07:14', old: false });
  });
});
