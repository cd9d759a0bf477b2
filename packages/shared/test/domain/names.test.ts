import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compareIdentity,
  formatName,
  hasMixedScripts,
  identityKey,
  type KnownIdentity,
  nameSimilarity,
} from '../../src/domain/names.ts';
import { foldForSearch } from '../../src/domain/text.ts';
import { anyDate } from './any-period.ts';

const jeanne: KnownIdentity = {
  lastName: 'Lambert',
  firstName: 'Jeanne',
  birthDate: '1960-03-02',
  email: 'jeanne.lambert@example.be',
};

const anyName = () =>
  fc.constantFrom('Lambert', 'Lambret', 'LAMBERT', 'Dubois', 'Lambert-Dubois', 'Jeanne', 'Jean', '?');
const anyIdentity = () =>
  fc.record({
    lastName: anyName(),
    firstName: anyName(),
    birthDate: fc.constantFrom('1960-03-02', '1960-02-03', '1961-03-02', '', null),
    email: fc.constantFrom('a@example.be', 'b@example.be', '', null),
  });

describe('the same identity', () => {
  test('is exact when names and date of birth are the same, accents and case apart', () => {
    const known = { ...jeanne, lastName: 'd’Hôtel', firstName: 'Zoë' };
    const asked = { lastName: "D'HOTEL", firstName: 'Zoe', birthDate: '1960-03-02' };
    expect(compareIdentity(asked, known)).toEqual({
      match: 'exact',
      reasons: ['mêmes nom, prénom et date de naissance'],
    });
  });

  test('is never exact on approximate data', () => {
    fc.assert(
      fc.property(anyIdentity(), anyIdentity(), (asked, known) => {
        const same =
          foldForSearch(asked.lastName) === foldForSearch(known.lastName) &&
          foldForSearch(asked.firstName) === foldForSearch(known.firstName) &&
          asked.lastName !== '?' &&
          asked.firstName !== '?' &&
          asked.birthDate === known.birthDate &&
          Boolean(asked.birthDate);
        const { match, reasons } = compareIdentity(asked, known);
        expect(match === 'exact').toBe(same);
        expect(reasons.length > 0).toBe(match !== 'none');
      }),
      { numRuns: 2_000 },
    );
  });

  test('has one key however the name is written, and another key for another date', () => {
    const key = identityKey({ lastName: 'Cœur', firstName: 'Zoë', birthDate: '1960-03-02' });
    expect(key).toBe('coeur|zoe|1960-03-02');
    expect(identityKey({ lastName: 'COEUR', firstName: ' Zoe ', birthDate: '1960-03-02' })).toBe(key);
    expect(identityKey({ lastName: 'Cœur', firstName: 'Zoë', birthDate: '1960-02-03' })).not.toBe(key);
    expect(() => identityKey({ lastName: 'Cœur', firstName: 'Zoë', birthDate: '' })).toThrow(RangeError);
  });
});

describe('a probable match says why', () => {
  test.each([
    [{ birthDate: '1961-03-02' }, 'mêmes nom et prénom, date de naissance différente'],
    [{ birthDate: null }, 'mêmes nom et prénom, date de naissance non indiquée'],
    [{ birthDate: '1960-02-03' }, 'mêmes nom et prénom, jour et mois de naissance inversés'],
    [{ lastName: 'Jeanne', firstName: 'Lambert' }, 'nom et prénom inversés, même date de naissance'],
    [
      { lastName: 'Lambret' },
      'peut-être une faute de frappe («\u00a0Jeanne Lambret\u00a0» et «\u00a0Jeanne Lambert\u00a0»)',
    ],
    [{ lastName: 'Jeane', firstName: 'Lambret' }, 'nom et prénom inversés et presque identiques'],
    [{ lastName: 'Lambert-Dubois' }, 'une partie d’un nom composé, peut-être un nom de jeune fille'],
    [{ firstName: 'Jeanne-Marie' }, 'une partie d’un prénom composé'],
    [
      { firstName: 'Luc', birthDate: '1958-01-01', email: 'Jeanne.Lambert@EXAMPLE.be' },
      'même adresse e-mail et même nom',
    ],
    [{ lastName: 'Dubois', birthDate: null, email: jeanne.email }, 'même adresse e-mail et même prénom'],
  ])('%j', (change, reason) => {
    const { match, reasons } = compareIdentity({ ...jeanne, email: null, ...change }, jeanne);
    expect(match).toBe('probable');
    expect(reasons.join()).toContain(reason);
  });

  test('when the register has no date of birth', () => {
    expect(compareIdentity(jeanne, { ...jeanne, birthDate: null }).reasons[0]).toBe(
      'mêmes nom et prénom, date de naissance inconnue dans la base',
    );
  });

  test('when first and last name are cut elsewhere', () => {
    const known = { ...jeanne, lastName: 'Pierre Dupont', firstName: 'Jean' };
    const asked = { ...jeanne, lastName: 'Dupont', firstName: 'Jean-Pierre' };
    expect(compareIdentity(asked, known).reasons[0]).toContain('découpés autrement');
  });

  test('with every reason that holds', () => {
    expect(compareIdentity({ ...jeanne, birthDate: '1961-03-02' }, jeanne).reasons).toHaveLength(2);
  });
});

describe('another person', () => {
  test.each([
    ['has another first name and another date', { firstName: 'Luc', birthDate: '1958-01-01', email: null }],
    ['is a twin', { firstName: 'Paul', email: null }],
    ['is born the same day', { lastName: 'Dubois', firstName: 'Paul', email: null }],
    ['shares the e-mail only', { lastName: 'Dubois', firstName: 'Paul', birthDate: '1958-01-01' }],
    ['has near names, but another date', { lastName: 'Lambret', birthDate: '1958-01-01', email: null }],
  ])('%s: no match', (_why, change) => {
    expect(compareIdentity({ ...jeanne, ...change }, jeanne)).toEqual({ match: 'none', reasons: [] });
  });

  test('is not found through two missing e-mails, nor through a particle', () => {
    expect(compareIdentity({ ...jeanne, firstName: 'Luc', email: '' }, { ...jeanne, email: '' }).match).toBe('none');
    const known = { ...jeanne, lastName: 'de Wouters' };
    expect(compareIdentity({ ...jeanne, lastName: 'de Crayencour', email: null }, known).match).toBe('none');
  });
});

describe('the likeness of names', () => {
  test('is 1 whatever the order of the words and the way they are joined', () => {
    expect(nameSimilarity('Jeanne Lambert', 'LAMBERT Jeanne')).toBe(1);
    expect(nameSimilarity('Van den Berg', 'Vandenberg')).toBe(1);
    expect(nameSimilarity('d’Hondt', 'Dhondt')).toBe(1);
  });

  test('falls as the letters differ', () => {
    const typo = nameSimilarity('Dupont', 'Dupond');
    const other = nameSimilarity('Dupont', 'Durand');
    expect(typo).toBeGreaterThan(0.8);
    expect(other).toBeLessThan(0.75);
    expect(nameSimilarity('Lambert', 'Lambret')).toBeGreaterThan(nameSimilarity('Lambert', 'Lumbart'));
    expect(nameSimilarity('Abc', 'Xyz')).toBe(0);
    expect(nameSimilarity('', '')).toBe(0);
  });

  test('is the same in both directions, between 0 and 1, and 1 for a name with itself', () => {
    const name = fc.stringMatching(/^[a-dé' -]{0,12}$/);
    fc.assert(
      fc.property(name, name, (a, b) => {
        const likeness = nameSimilarity(a, b);
        expect(likeness).toBeCloseTo(nameSimilarity(b, a), 10);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(nameSimilarity(a, a)).toBe(foldForSearch(a) === '' ? 0 : 1);
      }),
    );
  });

  test('makes the comparison the same in both directions', () => {
    fc.assert(
      fc.property(anyIdentity(), anyIdentity(), (a, b) => {
        expect(compareIdentity(a, b).match).toBe(compareIdentity(b, a).match);
      }),
    );
  });
});

test('a name is written first name first', () => {
  expect(formatName({ firstName: ' Jeanne ', lastName: 'Lambert' })).toBe('Jeanne Lambert');
  expect(formatName({ firstName: '', lastName: 'Lambert' })).toBe('Lambert');
});

test('a word in two look-alike alphabets is told, two words in two alphabets are not', () => {
  expect(hasMixedScripts('L\u0430mbert')).toBe(true);
  expect(hasMixedScripts('Jeanne L\u03bfuis')).toBe(true);
  expect(hasMixedScripts('Jeanne Шевченко')).toBe(false);
  expect(hasMixedScripts('Zoë d’Hôtel-Œuvre')).toBe(false);
});

test('day and month are only taken for swapped when the swap is a day that exists', () => {
  fc.assert(
    fc.property(anyDate(), (birthDate) => {
      const [year, month, day] = birthDate.split('-');
      const swapped = `${year}-${day}-${month}`;
      const { reasons } = compareIdentity({ ...jeanne, birthDate }, { ...jeanne, birthDate: swapped, email: null });
      const possible = Number(day) <= 12 && day !== month;
      expect(reasons[0]?.includes('inversés')).toBe(possible);
    }),
  );
});
