import { describe, expect, test } from '@jest/globals';
import { findMentions } from '../../src/domain/mentions.ts';

const COLLEAGUES = [
  { id: 'd', name: 'Delphine Exemple' },
  { id: 'm', name: 'Magali Modèle' },
  { id: 'm2', name: 'Magali Autre-Nom' },
];
const named = (text: string) => findMentions(text, COLLEAGUES);

describe('a mention', () => {
  test('is "@" and the name of a colleague, whatever the accents and the case', () => {
    expect(named('À voir avec @Magali Modele.')).toEqual(['m']);
    expect(named('@delphine exemple, et @MAGALI AUTRE NOM !')).toEqual(['d', 'm2']);
  });
  test('may be a first name, when one colleague alone bears it', () => {
    expect(named('@Delphine : une idée ?')).toEqual(['d']);
    expect(named('@Magali : une idée ?')).toEqual([]);
  });
  test('is no part of a word, no mail address and nobody else', () => {
    expect(named('delphine@exemple.example')).toEqual([]);
    expect(named('@Delphinette @Paul Delphine Exemple')).toEqual([]);
  });
  test('counts once', () => {
    expect(named('@Delphine @Delphine Exemple')).toEqual(['d']);
  });
});
