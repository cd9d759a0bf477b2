import { describe, expect, test } from '@jest/globals';
import { isElsewhere, isLocalityOf, localitiesOf } from '../../src/domain/belgian-postcodes.ts';

describe('the localities of a postcode', () => {
  test.each([
    ['5000', ['Namur', 'Beez']],
    ['6600', ['Bastogne', 'Longvilly', 'Noville', 'Villers-la-Bonne-Eau', 'Wardin']],
    ['1000', ['Bruxelles']],
    ['4031', ['Angleur']],
    ['7973', ['Stambruges', 'Grandglise']],
  ])('%s', (postcode, names) => expect(localitiesOf(postcode)).toEqual(names));

  test.each(['', '0000', '999', '50000', 'abcd', '__proto__', 'constructor'])('none for %j', (postcode) => {
    expect(localitiesOf(postcode)).toEqual([]);
  });
});

test.each([
  ['5310', 'eghezee', true],
  ['5310', 'ÉGHEZÉE', true],
  ['1420', "braine l'alleud", true],
  ['5000', 'Jambes', false],
  ['9999', 'Namur', false],
])('%s and %s belong together: %s', (postcode, locality, together) => {
  expect(isLocalityOf(postcode, locality)).toBe(together);
});

describe('a locality that lies elsewhere', () => {
  test.each([
    ['5000', 'Bastogne', true],
    ['6600', 'Namur', true],
    // The town instead of the village, and two villages of one name.
    ['5020', 'Namur', false],
    ['6687', 'Longchamps', false],
    ['6600', 'Noville', false],
    // What is not known is not doubted.
    ['5000', 'Namur (Salzinnes)', false],
    ['5000', 'Trifouillis', false],
    ['5000', '', false],
  ])('%s %s: %s', (postcode, locality, elsewhere) => expect(isElsewhere(postcode, locality)).toBe(elsewhere));
});
