import { describe, expect, test } from '@jest/globals';
import { fillTemplate, unknownVariables } from '../../src/domain/reason-templates.ts';

const VALUES = {
  auteur: 'Wivine {po} Hautekiet',
  objet: 'Jeanne Lambert',
  po: 'Collège de la Maquette',
  reference: 'K7M4-P2XA',
  secretariat: 'Namur',
  telephone: '081 00 00 00',
};

describe('a reason template', () => {
  test('is filled in one pass: what somebody typed is no template', () => {
    expect(fillTemplate('Bonjour {auteur}, {objet} n’est pas au {po}.', VALUES)).toBe(
      'Bonjour Wivine {po} Hautekiet, Jeanne Lambert n’est pas au Collège de la Maquette.',
    );
  });
  test('forgives spaces in the braces, and leaves what it does not know', () => {
    expect(fillTemplate('{ reference } {inconnu} {', VALUES)).toBe('K7M4-P2XA {inconnu} {');
  });
  test('names each unknown variable once, as it was written', () => {
    expect(unknownVariables('{auteur} {date} {Date} {date} {toString}')).toEqual(['date', 'Date', 'toString']);
    expect(unknownVariables('rien, ou { po }')).toEqual([]);
  });
});
