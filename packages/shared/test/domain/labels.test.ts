import { describe, expect, test } from '@jest/globals';
import { joinHouseholds, labelLines } from '../../src/domain/labels.ts';

const gare = { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' };

describe('a label', () => {
  test('has who, street, postcode and town in capitals; no country at home', () => {
    expect(labelLines('Zoé Modèle', gare)).toEqual(['Zoé Modèle', 'Rue de la Gare 3', '5590 CINEY']);
    expect(labelLines('Zoé Modèle', { ...gare, box: 'B', country: '' })?.[1]).toBe('Rue de la Gare 3 bte B');
  });

  test('names another country, in capitals', () => {
    const there = { ...gare, postcode: '08600', locality: 'Givet', country: 'FR' };
    expect(labelLines('Luc Essai', there)).toEqual(['Luc Essai', 'Rue de la Gare 3', '08600 GIVET', 'FRANCE']);
  });

  test.each(['street', 'postcode', 'locality'] as const)('is not made without a %s', (part) => {
    expect(labelLines('Luc Essai', { ...gare, [part]: ' ' })).toBeNull();
  });
});

describe('households', () => {
  const person = (id: string, firstName: string, lastName: string, address = gare) => ({
    ...{ id, firstName, lastName, address },
  });

  test('of one name at one address get one letter, whatever the accents', () => {
    const people = [
      person('1', 'Marie', 'Modèle'),
      person('2', 'Anne', 'Essai'),
      person('3', 'Paul', 'MODELE'),
      person('4', 'Marie', 'Modèle', { ...gare, number: '5' }),
    ];
    expect(joinHouseholds(people).map(({ firstName, lastName }) => `${firstName} ${lastName}`)).toEqual([
      'Marie et Paul Modèle',
      'Anne Essai',
      'Marie Modèle',
    ]);
  });

  test('are three in one sentence, one person with two mandates once, and nobody is joined without an address', () => {
    const three = ['Marie', 'Paul', 'Zoé', 'Zoé'].map((name, at) => person(String(at), name, 'Modèle'));
    expect(joinHouseholds(three)).toMatchObject([{ firstName: 'Marie, Paul et Zoé' }]);
    const nowhere = { ...gare, street: '' };
    expect(
      joinHouseholds([person('1', 'Marie', 'Modèle', nowhere), person('2', 'Paul', 'Modèle', nowhere)]),
    ).toHaveLength(2);
  });
});
