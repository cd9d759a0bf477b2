import { describe, expect, test } from '@jest/globals';
import {
  compareRecords,
  isWeak,
  mayBeAlike,
  PROBABLE_SCORE,
  type RecordedPerson,
  traceName,
} from '../../src/domain/duplicates.ts';

const jeanne: RecordedPerson = {
  id: 'a',
  lastName: 'Lambert',
  firstName: 'Jeanne',
  birthDate: '1971-04-05',
  email: null,
  phone: null,
};
const as = (more: Partial<RecordedPerson>): RecordedPerson => ({ ...jeanne, id: 'b', ...more });

/** The other record, the reason that is told first, and whether it is one that staff will want to see first. */
const CASES: [string, Partial<RecordedPerson>, RegExp, 'probable' | 'possible' | 'weak'][] = [
  ['the same identity', {}, /^mêmes nom, prénom et date de naissance$/, 'probable'],
  ['accents and capitals apart', { lastName: 'LAMBERT', firstName: 'Jéanne' }, /^mêmes nom, prénom/, 'probable'],
  ['first and last name swapped', { lastName: 'Jeanne', firstName: 'Lambert' }, /^nom et prénom inversés/, 'probable'],
  ['day and month swapped', { birthDate: '1971-05-04' }, /jour et mois de naissance inversés$/, 'probable'],
  ['one digit of the birth date', { birthDate: '1972-04-05' }, /dates de naissance presque identiques$/, 'probable'],
  ['one letter of the name', { lastName: 'Lamberd' }, /noms presque identiques/, 'probable'],
  ['a name with a hyphen more', { lastName: 'Lambert-Dupont' }, /une partie d’un nom composé/, 'probable'],
  ['part of a first name', { firstName: 'Jeanne-Marie' }, /une partie d’un prénom composé/, 'probable'],
  ['words cut otherwise', { lastName: 'Jeanne Lambert', firstName: 'Jeanne' }, /^même date de naissance/, 'probable'],
];

describe('two records are held against each other', () => {
  test.each(CASES)('%s', (_, more, reason, standing) => {
    const likeness = compareRecords(jeanne, as(more));
    expect(likeness?.reasons[0]).toMatch(reason);
    expect((likeness?.score ?? 0) >= PROBABLE_SCORE).toBe(standing === 'probable');
    expect(likeness !== null && isWeak(likeness)).toBe(standing === 'weak');
  });

  test('whichever of the two comes first', () => {
    for (const [, more] of CASES) {
      expect(compareRecords(as(more), jeanne)?.score).toBe(compareRecords(jeanne, as(more))?.score);
    }
  });

  test('names that are alike are never passed over by the quick look at their letters', () => {
    for (const [, more] of CASES) expect(mayBeAlike(traceName(jeanne), traceName(as(more)))).toBe(true);
    expect(mayBeAlike(traceName(jeanne), traceName(as({ lastName: 'Croquis', firstName: 'Luc' })))).toBe(false);
  });

  test('homonyms born on other days are no duplicates, unless something else points the same way', () => {
    expect(compareRecords(jeanne, as({ birthDate: '1950-12-31' }))).toBeNull();
    const phone = '+32470123456';
    const likeness = compareRecords({ ...jeanne, phone }, as({ birthDate: '1950-12-31', phone }));
    expect(likeness?.reasons).toEqual(['mêmes nom et prénom, date de naissance différente', 'même téléphone']);
  });

  test('a couple that shares an address is a weak reason, and says so', () => {
    const email = 'famille@maquette.example';
    const likeness = compareRecords({ ...jeanne, email }, as({ firstName: 'Paul', birthDate: '1968-01-30', email }));
    expect(likeness?.reasons).toEqual(['même adresse e-mail et même nom (souvent un couple ou une famille)']);
    expect(likeness && isWeak(likeness)).toBe(true);
  });

  test('an address in common makes a likeness a little stronger', () => {
    const email = 'jeanne@maquette.example';
    const without = compareRecords(jeanne, as({ lastName: 'Lamberd' }));
    const likeness = compareRecords({ ...jeanne, email }, as({ lastName: 'Lamberd', email }));
    expect(likeness?.score).toBeGreaterThan(without?.score ?? 100);
  });

  test('people with nothing in common are not told at all', () => {
    expect(compareRecords(jeanne, as({ lastName: 'Croquis', firstName: 'Luc' }))).toBeNull();
  });
});
