import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatDate,
  formatLongDate,
  parseDateParts,
  parseDateText,
  splitDate,
  TWO_DIGIT_YEARS_AHEAD,
} from '../../src/domain/dates.ts';
import { anyDate } from './any-period.ts';

const parts = (day: string, month: string, year: string) => parseDateParts({ day, month, year });

describe('a date in three fields', () => {
  test('is read back from the fields it is shown in', () => {
    fc.assert(
      fc.property(anyDate(), (date) => {
        expect(parseDateParts(splitDate(date))).toEqual({ ok: true, date });
      }),
    );
  });

  test.each([
    ['1', '9', '2026', '2026-09-01'],
    ['01', '09', '2026', '2026-09-01'],
    [' 1 ', '\u00a09', '2026 ', '2026-09-01'],
    ['１', '９', '２０２６', '2026-09-01'],
    ['1er', 'Septembre', '2026', '2026-09-01'],
    ['3', 'sept', '2026', '2026-09-03'],
    ['3', 'sept.', '2026', '2026-09-03'],
    ['3', 'fevrier', '2026', '2026-02-03'],
    ['3', 'FÉVRIER', '2026', '2026-02-03'],
    ['3', 'aout', '2026', '2026-08-03'],
    ['3', 'juil', '2026', '2026-07-03'],
    ['1', '9', '26', '2026-09-01'],
    ['1', '9', '58', '1958-09-01'],
    ['1/9/26', '', '', '2026-09-01'],
    ['01-09-2026', '', '', '2026-09-01'],
    ['1er septembre 2026', '', '', '2026-09-01'],
    ['mardi 1 er sept. 2026', '', '', '2026-09-01'],
    ['', '', '2026-09-01', '2026-09-01'],
    ['', '1.9.2026', '', '2026-09-01'],
    ['01092026', '', '', '2026-09-01'],
    ['1/9', '', '2026', '2026-09-01'],
    ['1 févr.', '', '26', '2026-02-01'],
    ['29', '2', '2024', '2024-02-29'],
  ])('%j %j %j is %s', (day, month, year, date) => {
    expect(parts(day, month, year)).toEqual({ ok: true, date });
  });

  test.each([
    ['', '', '', 'all', 'Indiquez le jour, le mois et l’année, par exemple 1 9 2026.'],
    ['', '9', '2026', 'day', 'Indiquez aussi le jour.'],
    ['1/9', '', '', 'year', 'Indiquez aussi l’année.'],
    ['9/2026', '', '', 'day', 'Indiquez aussi le jour.'],
    ['1', '9', '01092026', 'year', 'L’année doit avoir quatre chiffres, par exemple 2026.'],
    [
      ...['1/9/2026', '9', '2026', 'all'],
      'Indiquez une seule date, avec le jour, le mois et l’année, par exemple 1/9/2026.',
    ],
    ['31/6/2026', '', '', 'day', 'Juin n’a pas 31 jours. Indiquez un jour de 1 à 30.'],
    ['1', ' ', '', 'month', 'Indiquez aussi le mois et l’année.'],
    ['1', '9', '', 'year', 'Indiquez aussi l’année.'],
    ['32', '9', '2026', 'day', 'Le jour doit être un nombre de 1 à 31.'],
    ['0', '9', '2026', 'day', 'Le jour doit être un nombre de 1 à 31.'],
    ['-1', '9', '2026', 'day', 'Le jour doit être un nombre de 1 à 31.'],
    ['1', 'jui', '2026', 'month', 'Le mois doit être un nombre de 1 à 12 ou un nom, par exemple 9 ou septembre.'],
    ['1', 'ma', '2026', 'month', 'Le mois doit être un nombre de 1 à 12 ou un nom, par exemple 9 ou septembre.'],
    ['1', '0', '2026', 'month', 'Le mois doit être un nombre de 1 à 12.'],
    ['20', '13', '2026', 'month', 'Le mois doit être un nombre de 1 à 12.'],
    ['9', '25', '2026', 'month', 'Il n’y a pas de mois 25. Indiquez d’abord le jour, puis le mois.'],
    ['1', '9', '126', 'year', 'L’année doit avoir quatre chiffres, par exemple 2026.'],
    ['1', '9', '0026', 'year', 'L’année doit avoir quatre chiffres, par exemple 2026.'],
    ['1', '9', '20266', 'year', 'L’année doit avoir quatre chiffres, par exemple 2026.'],
    ['30', '2', '2026', 'day', 'Février n’a pas 30 jours. Indiquez un jour de 1 à 28.'],
    ['30', '2', '2024', 'day', 'Février n’a pas 30 jours. Indiquez un jour de 1 à 29.'],
    ['31', '4', '2026', 'day', 'Avril n’a pas 31 jours. Indiquez un jour de 1 à 30.'],
    ['29', '2', '2026', 'day', 'Il n’y a pas de 29 février en 2026. Vérifiez le jour et l’année.'],
  ])('%j %j %j is refused at the part at fault (%s), with what to do', (day, month, year, part, message) => {
    expect(parts(day, month, year)).toEqual({ ok: false, part, message });
  });
});

describe('a year of two digits', () => {
  const now = new Date().getUTCFullYear();
  test.each([0, 1, TWO_DIGIT_YEARS_AHEAD])('is this century up to %i years ahead', (ahead) => {
    const year = now + ahead;
    expect(parts('1', '9', String(year % 100).padStart(2, '0'))).toEqual({ ok: true, date: `${year}-09-01` });
  });

  test('is behind us beyond that', () => {
    const year = now + TWO_DIGIT_YEARS_AHEAD + 1;
    expect(parts('1', '9', String(year % 100).padStart(2, '0'))).toEqual({ ok: true, date: `${year - 100}-09-01` });
  });
});

describe('a date in one field', () => {
  test('is read back from every way in which the product writes it', () => {
    fc.assert(
      fc.property(anyDate(), (date) => {
        for (const text of [date, formatDate(date), formatLongDate(date)]) {
          expect(parseDateText(text)).toEqual({ ok: true, date });
        }
      }),
    );
  });

  test.each([
    '1/9/26',
    '01-09-2026',
    '1.9.2026',
    '1 9 2026',
    '1 septembre 2026',
    'mardi 1er sept. 2026',
    'le 1er septembre 2026',
    '2026-09-01',
    '2026/9/1',
    '1\u20139\u20132026',
    ' １/９/２０２６ ',
  ])('%j is the first of September', (text) => {
    expect(parseDateText(text)).toEqual({ ok: true, date: '2026-09-01' });
  });

  test('keeps « mars » and « mardi » apart', () => {
    expect(parseDateText('3 mars 2026')).toEqual({ ok: true, date: '2026-03-03' });
    expect(parseDateText('mardi 3 mars 2026')).toEqual({ ok: true, date: '2026-03-03' });
  });

  test.each([
    ['', 'all'],
    ['demain', 'all'],
    ['du 1/9/2026 au 3/9/2026', 'all'],
    ['1/9', 'year'],
    ['mars 2026', 'day'],
    ['30/2/2026', 'day'],
    ['2026-13-01', 'month'],
  ])('%j is refused, and the sentence is about: %s', (text, part) => {
    const parsed = parseDateText(text);
    expect(parsed).toMatchObject({ ok: false, part });
    expect(parsed.ok ? '' : parsed.message).toMatch(/^[A-Z].+\.$/);
  });

  test('never throws and never gives a date that does not exist, whatever is typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 /.a-zé-]{0,14}$/), (text) => {
        const parsed = parseDateText(text);
        if (parsed.ok) expect(parseDateText(parsed.date)).toEqual(parsed);
        else expect(parsed.message).not.toBe('');
      }),
    );
  });
});
