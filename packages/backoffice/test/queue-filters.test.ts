import { describe, expect, test } from '@jest/globals';
import { sayAge } from '../src/client/queue/age-mark.tsx';
import { groupOf, inGroup, isNarrowed, QUEUE_TABS, queryOf, readFilters } from '../src/client/queue/queue-filters.ts';
import { sayDay, sayMoment } from '../src/client/text/moments.ts';

describe('filters in the address', () => {
  const po = '01a20b5b-5d0a-70f5-bc99-6e48cfb1ffcd';

  test('are read back as they were written', () => {
    const search = {
      etat: 'a-moi',
      type: 'removal',
      po,
      q: 'lambert',
      pour: 'personne',
      constat: 'aucun',
      canal: 'formulaire',
    };
    expect(readFilters(search)).toEqual(search);
    expect(readFilters({ pour: po })).toEqual({ pour: po });
  });

  test('ask the server for what they say', () => {
    expect(queryOf({ etat: 'corrigees', pour: 'moi', constat: 'mail-non-confirme', canal: 'secretariat' })).toEqual({
      group: 'corrected',
      assignee: 'me',
      check: 'unconfirmed',
      channel: 'staff',
    });
    expect(queryOf({ pour: po, q: 'x' })).toEqual({ group: 'todo', assignee: po, q: 'x' });
  });

  test('about findings are left behind where nothing is to be decided', () => {
    expect(readFilters({ etat: 'toutes', constat: 'bloquant' })).toEqual({ etat: 'toutes' });
    expect(inGroup({ constat: 'bloquant', q: 'x' }, 'closed').constat).toBeUndefined();
    expect(inGroup({ constat: 'bloquant', q: 'x' }, 'mine')).toEqual({ etat: 'a-moi', constat: 'bloquant', q: 'x' });
  });

  test('say days as they are: from one on, until one, between two', () => {
    expect(readFilters({ recues: '2026-11-23_2026-11-29' })).toEqual({ recues: '2026-11-23_2026-11-29' });
    expect(queryOf({ recues: '2026-11-23_' })).toEqual({ group: 'todo', cameFrom: '2026-11-23' });
    expect(queryOf({ etat: 'terminees', recues: '_2026-11-29', closes: '2026-11-23_2026-11-29' })).toEqual({
      ...{ group: 'closed', cameTo: '2026-11-29', settledFrom: '2026-11-23', settledTo: '2026-11-29' },
    });
    for (const days of ['2026-02-30_', '2026-11-29_2026-11-23', '_', 'hier', '2026-11-23_2026-11-29_2026-11-30'])
      expect(readFilters({ etat: 'toutes', recues: days, closes: days })).toEqual({ etat: 'toutes' });
    // What is open was not settled on any day.
    expect(readFilters({ closes: '2026-11-23_' })).toEqual({});
    expect(inGroup({ etat: 'terminees', closes: '2026-11-23_' }, 'todo').closes).toBeUndefined();
  });

  test('an address written by hand breaks nothing', () => {
    expect(readFilters({ etat: 'rien', po: '../..', q: '', type: 7, other: 'x', pour: 'x', constat: 'x' })).toEqual({});
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

  test('a day is said with its weekday, and with its year when that is another one', () => {
    expect(sayDay('2026-11-30', '2026-11-24')).toBe('lundi 30/11');
    expect(sayDay('2027-01-04', '2026-11-24')).toBe('lundi 4/1/2027');
  });
});

describe('the age of a request, in words', () => {
  const age = { days: 6, waitedDays: 2, paused: false, level: 'late' } as const;
  const createdAt = '2025-07-02T08:14:00Z';
  test.each([
    [
      { age, createdAt, state: 'submitted' },
      'reçue le 2/7/2025 à 10:14 : 6 jours ouvrables, en retard, sans compter 2 jours d’attente de l’auteur',
    ],
    [
      { age: { ...age, days: 1, waitedDays: 0, level: 'slow' }, createdAt, state: 'failed' },
      'reçue le 2/7/2025 à 10:14 : 1 jour ouvrable, à voir bientôt',
    ],
    // While the author or the worker is awaited, nobody here is late.
    [
      { age: { ...age, waitedDays: 1, paused: true }, createdAt, state: 'correction_requested' },
      'reçue le 2/7/2025 à 10:14 : 6 jours ouvrables, sans compter 1 jour d’attente de l’auteur, le compte attend la réponse de l’auteur',
    ],
    [
      { age: { ...age, days: 0, waitedDays: 0, level: 'fresh' }, createdAt, state: 'submitted' },
      'reçue le 2/7/2025 à 10:14 : moins d’un jour ouvrable',
    ],
  ] as const)('%#', (row, expected) => {
    expect(sayAge(row)).toBe(expected);
  });
});
