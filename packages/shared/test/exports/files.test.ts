import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { csvFile } from '../../src/reads/exports/csv-file.ts';
import type { Cell, FileWriter, Head } from '../../src/reads/exports/file-writer.ts';
import { xlsxFile } from '../../src/reads/exports/xlsx-file.ts';

const NAUGHTY = createRequire(import.meta.url)('big-list-of-naughty-strings/blns.json') as string[];
const HEADS: Head[] = ['Nom', 'FASE', 'Depuis', 'Écoles'].map((head) => ({ head, width: 12 }));

function write(writer: FileWriter, ...pieces: Cell[][][]): Buffer {
  return Buffer.concat([writer.begin(), ...pieces.map((rows) => writer.add(rows)), writer.end()]);
}

/** As a Belgian Excel opens it. */
const readCsv = (bytes: Buffer): string[][] =>
  parse(bytes, { bom: true, delimiter: ';', record_delimiter: '\r\n', relax_column_count: false });

/** What the protection added is taken away. */
const unprotected = (text: string) => text.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, '');

describe('a CSV file', () => {
  test('begins with its mark, parts by semicolons and CR LF, and keeps accents, quotes and line breaks', () => {
    const bytes = write(csvFile(HEADS), [['Zoé « Ghislaine »; "dite" Zo\né', '000123', { day: '2026-09-01' }, 3]]);
    expect(bytes.toString()).toBe(
      '\ufeffNom;FASE;Depuis;Écoles\r\n"Zoé « Ghislaine »; ""dite"" Zo\né";000123;01/09/2026;3\r\n',
    );
  });

  test.each(['=1+1', '+32 81', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
    'neutralises what a spreadsheet would run: %j',
    (text) => {
      const [, row] = readCsv(write(csvFile(HEADS), [[text, null, null, -2]]));
      expect(row).toEqual([`'${text}`, '', '', '-2']);
    },
  );

  test('gives naughty strings back as they were, but for the apostrophe in front', () => {
    const rows = NAUGHTY.map((text): Cell[] => [text, null, null, 1]);
    const [, ...read] = readCsv(write(csvFile(HEADS), rows));
    expect(read.map(([text = '']) => text.replace(/^'(?=[=+\-@])/, ''))).toEqual(
      NAUGHTY.map((text) => text.replace(/^'(?=[=+\-@])/, '')),
    );
    for (const [text = ''] of read) expect(text).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
  });

  test('gives any text back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (texts) => {
        const [, row] = readCsv(write(csvFile(texts.map((head) => ({ head: `h${head}`, width: 9 }))), [texts]));
        expect(row?.map(unprotected)).toEqual(texts.map(unprotected));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a workbook', () => {
  const readBack = (bytes: Buffer) => readSheet(bytes, { trim: false });

  test('holds real days, numbers, and everything else as text; in any number of pieces', async () => {
    const bytes = write(
      xlsxFile('Membres [des] PO', HEADS),
      [['Zoé =1+1 & <b>', '000123', { day: '2026-09-01' }, 3]],
      [],
      [['=HYPERLINK("http://x")', null, { day: '1899-05-02' }, -2]],
    );
    expect(await readBack(bytes)).toEqual([
      ['Nom', 'FASE', 'Depuis', 'Écoles'],
      ['Zoé =1+1 & <b>', '000123', new Date('2026-09-01T00:00:00Z'), 3],
      ['=HYPERLINK("http://x")', null, '2/5/1899', -2],
    ]);
  });

  test('gives naughty strings back', async () => {
    const rows = NAUGHTY.map((text): Cell[] => [text || null, null, null, 1]);
    const [, ...read] = (await readBack(write(xlsxFile('Essai', HEADS), rows))) as unknown[][];
    // XML has no such characters.
    const held = (text: string) => text.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\ufffd');
    expect(read.map(([text]) => text)).toEqual(NAUGHTY.map((text) => (text === '' ? null : held(text))));
  });

  test('gives any text back, and its days', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 4 }),
        fc.date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        async (texts, date) => {
          const day = date.toISOString().slice(0, 10);
          const heads = [...texts, 'jour'].map((_, at) => ({ head: `h${at}`, width: 9 }));
          const [, row] = (await readBack(write(xlsxFile('Essai', heads), [[...texts, { day }]]))) as unknown[][];
          expect(row).toEqual([...texts, new Date(`${day}T00:00:00Z`)]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
