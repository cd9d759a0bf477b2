import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countryName,
  formatAddress,
  type PostalAddress,
  postcodeProblem,
  sameAddress,
  splitStreet,
} from '../../src/domain/postal-address.ts';

const gare: PostalAddress = {
  street: 'rue de la Gare',
  number: '3',
  box: '2',
  postcode: '5590',
  locality: 'Ciney',
  country: 'BE',
};

describe('an address on one line', () => {
  test('has the box and no country in Belgium', () => {
    expect(formatAddress(gare)).toBe('rue de la Gare 3 bte 2, 5590 Ciney');
    expect(formatAddress({ ...gare, box: 'bte 2', country: '' })).toBe('rue de la Gare 3 bte 2, 5590 Ciney');
  });

  test('ends with the French name of another country', () => {
    const lille = { ...gare, box: '', postcode: '59000', locality: 'Lille', country: 'fr' };
    expect(formatAddress(lille)).toBe('rue de la Gare 3, 59000 Lille, France');
    expect(countryName('NL')).toBe('Pays-Bas');
    expect(countryName('nowhere')).toBe('nowhere');
  });

  test('shows nothing for what is missing', () => {
    expect(formatAddress({ ...gare, number: '', box: '', postcode: '' })).toBe('rue de la Gare, Ciney');
    expect(formatAddress({ street: '', number: '', box: '', postcode: '', locality: '', country: '' })).toBe('');
  });
});

describe('the line of a register', () => {
  test.each([
    ['Rue des Framboisiers 5', 'Rue des Framboisiers', '5', ''],
    ['Rue des Noyers 5-7', 'Rue des Noyers', '5-7', ''],
    ['Rue des Noyers 5 à 7', 'Rue des Noyers', '5 à 7', ''],
    ['Place du Puits 12 A', 'Place du Puits', '12 A', ''],
    ['Place du Puits 12a', 'Place du Puits', '12a', ''],
    ['Rue des Noyers 2/D', 'Rue des Noyers', '2/D', ''],
    ['Rue des Noyers 12 bis', 'Rue des Noyers', '12 bis', ''],
    ['Rue des Noyers 12 ter', 'Rue des Noyers', '12 ter', ''],
    ['Rue du 24 Août 3', 'Rue du 24 Août', '3', ''],
    ['Rue du 24 Août', 'Rue du 24 Août', '', ''],
    ['Square Baudouin 1er 5', 'Square Baudouin 1er', '5', ''],
    ['Grand-Rue, 12 bte 3', 'Grand-Rue', '12', '3'],
    ['Grand-Rue, n° 12 boîte 3B', 'Grand-Rue', '12', '3B'],
    ['Grand-Rue 12/bte 3', 'Grand-Rue', '12', '3'],
    ['12, rue du Puits', 'rue du Puits', '12', ''],
    ['12 bte 3, rue du Puits', 'rue du Puits', '12', '3'],
    ['Route N4', 'Route N4', '', ''],
    ['  Rue   des Noyers  ', 'Rue des Noyers', '', ''],
    ['', '', '', ''],
  ])('%j is split', (line, street, number, box) => {
    expect(splitStreet(line)).toEqual({ street, number, box });
  });

  test('is found again from street, number and box put together', () => {
    const street = fc.constantFrom(
      'Rue des Noyers',
      'Grand-Rue',
      'Rue du 24 Août',
      'Place d’Armes',
      'Avenue Roi-Chevalier',
    );
    const number = fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', 'A', ' B', ' bis', '-12', '/D'))
      .map((p) => p.join(''));
    const box = fc.constantFrom('', '1', '2A', '101');
    fc.assert(
      fc.property(street, number, box, (s, n, b) => {
        expect(splitStreet(`${s} ${n}${b && ` bte ${b}`}`)).toEqual({ street: s, number: n, box: b });
      }),
    );
  });

  test('loses no character whatever it holds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-zé0-9 ]{0,25}$/), (line) => {
        const { street, number, box } = splitStreet(line);
        if (box === '') expect([street, number].filter(Boolean).join(' ')).toBe(line.trim().replace(/ +/g, ' '));
      }),
    );
  });
});

describe('a postcode', () => {
  test.each([
    ['5590', 'BE', null],
    [' 5590 ', 'be', null],
    ['0590', 'BE', 'Un code postal belge a 4 chiffres, par exemple 5000. Vérifiez-le.'],
    ['55900', 'BE', 'Un code postal belge a 4 chiffres, par exemple 5000. Vérifiez-le.'],
    ['', 'BE', 'Indiquez le code postal. Un code postal belge a 4 chiffres, par exemple 5000.'],
    ['59000', 'FR', null],
    ['5900', 'FR', 'Un code postal français a 5 chiffres. Vérifiez-le.'],
    ['L-1234', 'LU', null],
    ['1234 AB', 'NL', null],
    ['SW1A 1AA', 'GB', null],
    ['', 'IE', null],
    ['<script>', 'GB', 'Ce code postal n’est pas correct. Vérifiez-le.'],
  ])('%j in %s: %s', (postcode, country, problem) => {
    expect(postcodeProblem(postcode, country)).toBe(problem);
  });
});

describe('two addresses', () => {
  test.each<Partial<PostalAddress>>([
    { street: 'RUE DE LA GARE' },
    { locality: 'CINEY ' },
    { number: '3/2', box: '' },
    { box: 'boîte 2' },
    { country: '' },
  ])('are one place when only this differs: %j', (change) => {
    expect(sameAddress(gare, { ...gare, ...change })).toBe(true);
  });

  test('are one place with the letter of the number apart or not', () => {
    expect(sameAddress({ ...gare, number: '12A' }, { ...gare, number: '12 a' })).toBe(true);
  });

  test.each<Partial<PostalAddress>>([
    { street: 'rue de la Garde' },
    { number: '32', box: '' },
    { number: '3', box: '' },
    { postcode: '5591' },
    { country: 'FR' },
  ])('are two places when this differs: %j', (change) => {
    expect(sameAddress(gare, { ...gare, ...change })).toBe(false);
  });
});
