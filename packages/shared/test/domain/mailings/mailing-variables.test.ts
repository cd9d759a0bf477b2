import { describe, expect, test } from '@jest/globals';
import { readVariables } from '../../../src/domain/mailings/mailing-variables.ts';

describe('a subject with variables', () => {
  test('is read with their words, however they are spelled, and keeps what is no variable', () => {
    expect(readVariables('Réunion pour {{rôle}} de {{ po }}')).toBe('Réunion pour [rôle] de [PO]');
    expect(readVariables('Le {{jour}} {prénom}')).toBe('Le {{jour}} {prénom}');
  });
});
