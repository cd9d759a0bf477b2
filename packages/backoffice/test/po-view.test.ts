import { describe, expect, test } from '@jest/globals';
import { GAP_FILTERS } from '@guichet/shared/contracts/po-list';
import type { MemberView } from '@guichet/shared/contracts/pos';
import { ROLE_LABELS, type Role } from '@guichet/shared/domain/roles';
import { GAP_CHOICES, isPoListNarrowed, poQueryOf, readPoFilters } from '../src/client/pos/po-filters.ts';
import { roleLanes } from '../src/client/pos/role-lanes.ts';
import { timeScale } from '../src/client/pos/time-scale.ts';

const TODAY = '2026-06-12';

describe('the filters of the list of POs in the address', () => {
  test('are asked of the server under its own names', () => {
    const filters = readPoFilters({
      manque: 'sans-tresorier',
      ecoles: 'une',
      arrondissement: 'Dinant',
      autre: 'x',
      q: '',
    });
    expect(filters).toEqual({ manque: 'sans-tresorier', ecoles: 'une', arrondissement: 'Dinant' });
    expect(poQueryOf(filters)).toMatchObject({ gap: 'no-treasurer', schools: 'one', district: 'Dinant' });
  });
  test('narrow nothing when they mean nothing', () => {
    expect(poQueryOf({ manque: 'rien-de-tel', ecoles: 'mille' })).toMatchObject({ gap: undefined, schools: undefined });
    expect(poQueryOf({ etat: 'fermes' })).toMatchObject({ closed: 'closed' });
    expect(isPoListNarrowed({ q: 'ciney' })).toBe(false);
    expect(isPoListNarrowed({ manque: 'complet' })).toBe(true);
  });
  test('have a word of their own for each gap, in the order in which the server knows them', () => {
    expect(Object.keys(GAP_CHOICES)).toEqual([...GAP_FILTERS]);
    expect(new Set(Object.values(GAP_CHOICES).map(({ slug }) => slug)).size).toBe(GAP_FILTERS.length);
  });
});

type Held = { role: Role; from: string; to?: string };

function member(name: string, from: string, roles: Held[] = []): MemberView {
  const span = (first: string, to: string | null = null) => ({
    ...{ from: first, to, period: `depuis ${first}`, when: 'present' as const },
    ...{ origin: null, endOrigin: null },
  });
  return {
    ...{ personId: name, mandateId: `mandate of ${name}`, name, deceased: false, account: 'actif', facts: [] },
    erased: false,
    ...span(from),
    roles: roles.map(({ role, from: first, to }) => ({
      ...{ id: `${name} ${role} ${first}`, role, label: ROLE_LABELS[role] },
      ...span(first, to),
    })),
  };
}

describe('the lanes of the timeline', () => {
  const lanes = roleLanes([
    member('Claire', '2020-01-01', [
      { role: 'treasurer', from: '2022-01-01' },
      { role: 'president', from: '2021-01-01' },
    ]),
    member('Anne', '2010-01-01', [{ role: 'president', from: '2010-01-01', to: '2020-12-31' }]),
    member('Luc', '2024-01-01'),
  ]);
  test('stand in the order of the roles, members without one last, in each the earliest first', () => {
    expect(lanes.map(({ label, spans }) => [label, ...spans.map(({ name }) => name)])).toEqual([
      ['Président·e', 'Anne', 'Claire'],
      ['Trésorier·ère', 'Claire'],
      ['Membres sans rôle', 'Luc'],
    ]);
  });
  test('leave out roles that nobody ever held, and are none for nobody', () => {
    expect(roleLanes([])).toEqual([]);
  });
});

describe('the scale of the timeline', () => {
  test('covers every period, and a year on both sides of today', () => {
    const { at } = timeScale([{ from: '2016-01-01', to: '2030-12-31' }], TODAY);
    expect(at('2016-01-01')).toBe(0);
    expect(at('2030-12-31')).toBe(100);
    expect(at(TODAY)).toBeGreaterThan(at('2020-01-01'));
    const near = timeScale([{ from: TODAY, to: null }], TODAY);
    expect(near.at(TODAY)).toBe(50);
  });
  test('goes back twenty years: what began before begins at the edge', () => {
    const { at } = timeScale([{ from: '1970-01-01', to: null }], TODAY);
    expect(at('1970-01-01')).toBe(0);
    expect(at('2010-01-01')).toBeGreaterThan(10);
  });
  test.each([
    ['2025-01-01', ['2026', '2027']],
    ['2008-01-01', ['2010', '2015', '2020', '2025']],
  ])('names at most eight years from %s', (from, labels) => {
    const { years } = timeScale([{ from, to: null }], TODAY);
    expect(years.map(({ label }) => label)).toEqual(labels);
    expect(years.every(({ at }) => at >= 0 && at <= 100)).toBe(true);
  });
});
