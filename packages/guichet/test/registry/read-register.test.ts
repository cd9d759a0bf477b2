import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readRegister } from '../../src/registry/read-register.ts';
import { RegisterRefusedError } from '../../src/registry/refusal.ts';
import { HEADER, lineOf, type RegisterCells, ROW, ROWS, registerBytes, streamOf } from './register-file.ts';

const read = (bytes: Uint8Array, size?: number, words?: { networks: string[]; districts: string[] }) =>
  readRegister(streamOf(bytes, size), '/some/folder/register.csv', words);

/** The reasons of a refusal, each with its line in front. */
async function refusalOf(bytes: Uint8Array): Promise<string[]> {
  const error = await read(bytes).catch((caught: unknown) => caught);
  if (!(error instanceof RegisterRefusedError)) throw new Error(`Not refused: ${String(error)}`);
  return error.refusals.map(({ line, reason }) => `${line}: ${reason}`);
}

const withRow = (...rows: Partial<RegisterCells>[]) =>
  registerBytes([...ROWS, ...rows.map((row) => ({ ...ROW, ...row }))]);

describe('a file as published', () => {
  test('gives POs, schools, sites and kinds of teaching', async () => {
    const { content, rows, notices, scope } = await read(registerBytes(ROWS));
    expect(rows).toEqual({ read: 5, selected: 5 });
    expect(notices).toEqual([]);
    expect(scope).toEqual({ networks: null, districts: null });
    expect(content.fileName).toBe('register.csv');
    expect(content.sha256).toBe(createHash('sha256').update(registerBytes(ROWS)).digest('hex'));
    expect(content.pos.get(900001)).toEqual({
      line: 2,
      fase: 900001,
      name: 'PO du Croquis ASBL',
      enterpriseNumber: '1999000150',
      address: {
        street: 'Place de l’Esquisse',
        number: '12',
        box: '2',
        postcode: '5590',
        locality: 'CINEY',
        country: 'BE',
      },
      municipality: 'Ciney',
    });
    expect([...content.schools.keys()]).toEqual([900010, 900001, 900020]);
    expect(content.schools.get(900010)).toMatchObject({
      poFase: 900001,
      level: 'Fondamental / Secondaire',
      network: 'Libre confessionnel',
      district: 'Dinant',
      zone: 'Namur',
      enterpriseNumber: '2999000010',
    });
    expect(content.sites.get(900100)).toMatchObject({ coordinates: { latitude: 50.2957, longitude: 5.1008 } });
  });

  test('doubled quotes are one quote, and an empty enterprise number is none', async () => {
    const { content } = await read(registerBytes(ROWS));
    expect(content.pos.get(900002)).toMatchObject({
      name: 'Comité scolaire "Le Brouillon", Sainte-Ébauche',
      enterpriseNumber: null,
    });
  });

  test('a site shared by two schools is one site, with what each school teaches there', async () => {
    const { content } = await read(registerBytes(ROWS));
    expect(content.sites.size).toBe(3);
    expect(content.teaching.get('900010/900100')?.kinds).toEqual(['Maternel ordinaire', 'Primaire ordinaire']);
    expect(content.teaching.get('900001/900100')?.kinds).toEqual(['Secondaire CEFA spécialisé']);
    expect(content.teaching.get('900010/900101')?.kinds).toEqual(['Secondaire ordinaire']);
  });

  test.each([1, 7, 100])('is read alike in chunks of %i bytes', async (size) => {
    expect((await read(registerBytes(ROWS), size)).content).toEqual((await read(registerBytes(ROWS))).content);
  });

  test('may have one byte-order mark or none, LF, columns in another order, and empty rows at the end', async () => {
    const bare = registerBytes(ROWS).subarray(6).toString();
    const variants = [
      `\ufeff${bare}`,
      bare.replaceAll('\r\n', '\n'),
      `${bare}\r\n${';'.repeat(HEADER.length - 1)}\r\n`,
      bare
        .trimEnd()
        .split('\r\n')
        .map((line) => `another;${line}`)
        .join('\n')
        .replace('another', 'geolocalisation')
        .replace(';geolocalisation\n', ';\n'),
    ];
    const { content: expected } = await read(registerBytes(ROWS));
    for (const [index, text] of variants.slice(0, 3).entries()) {
      const { content } = await read(Buffer.from(text));
      expect({ index, pos: content.pos, schools: content.schools }).toEqual({
        index,
        pos: expected.pos,
        schools: expected.schools,
      });
    }
  });

  test('of 100,000 rows is read row by row', async () => {
    const line = lineOf([...Object.values(ROW), '']);
    const bytes = (async function* () {
      yield Buffer.from(`\ufeff\ufeff${lineOf(HEADER)}`);
      for (let block = 0; block < 100; block += 1) yield Buffer.from(line.repeat(1000));
    })();
    const { content, rows } = await readRegister(bytes, 'big.csv');
    expect(rows.read).toBe(100_000);
    expect([content.pos.size, content.schools.size, content.sites.size]).toEqual([1, 1, 1]);
  }, 120_000);
});

describe('what is refused, with its line', () => {
  test('a header that misses columns, or has others', async () => {
    const renamed = HEADER.map((name) => (name === 'Niveau' ? 'Degré' : name)).filter((name) => name !== 'Bassin');
    expect(await refusalOf(registerBytes(ROWS, renamed))).toEqual([
      '1: The header is not that of the register. Missing: "Niveau", "Bassin". Unknown: "Degré".',
    ]);
    expect(await refusalOf(registerBytes(ROWS, [...HEADER, 'Niveau']))).toEqual([
      '1: The header is not that of the register. There twice: "Niveau".',
    ]);
  });

  test('a header with another separator', async () => {
    const [reason] = await refusalOf(Buffer.from(registerBytes(ROWS).toString().replaceAll(';', ',')));
    expect(reason).toBe('1: The columns of the register are separated by semicolons (;), and this header has ",".');
  });

  test('an empty file, a file of byte-order marks, and a header without rows', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toEqual(['0: The file is empty.']);
    expect(await refusalOf(Buffer.from('\ufeff\ufeff'))).toEqual(['0: The file is empty.']);
    expect(await refusalOf(registerBytes([]))).toEqual(['0: The file has a header and no rows.']);
  });

  test('a truncated row, and one with a cell too many', async () => {
    const whole = registerBytes(ROWS).toString();
    expect(await refusalOf(Buffer.from(whole.slice(0, whole.lastIndexOf('6700'))))).toEqual([
      '6: The row has 25 cells and the header 28: it is cut off.',
    ]);
    expect(await refusalOf(Buffer.from(whole.replace('Rue du Brouillon 8', 'Rue du Brouillon; 8')))).toEqual([
      '6: The row has 29 cells and the header 28: a ";" may stand in a cell without quotes.',
    ]);
  });

  test('a file cut off within quotes, and a quote that is not doubled', async () => {
    const whole = registerBytes(ROWS).toString();
    expect(await refusalOf(Buffer.from(whole.slice(0, whole.lastIndexOf('Brouillon"", Sainte'))))).toEqual([
      '6: A quote that opens in this row is never closed: the file is cut off, or a quote is missing.',
    ]);
    expect(await refusalOf(Buffer.from(whole.replace('"École ""Le', '"École "Le')))).toEqual([
      '6: A quote stands in a cell in a way that CSV does not allow: it must be doubled.',
    ]);
  });

  test('Latin-1 bytes, with how to convert them', async () => {
    const text = registerBytes(ROWS).subarray(6).toString().replaceAll('’', "'");
    expect(await refusalOf(Buffer.from(text, 'latin1'))).toEqual([
      '1: The line is not UTF-8 (byte 0xB0): the file seems to be in Latin-1. ' +
        'Convert it first: iconv -f WINDOWS-1252 -t UTF-8 file.csv > file-utf8.csv',
    ]);
    const late = Buffer.concat([registerBytes(ROWS), Buffer.from('900030;Ecole pénible;', 'latin1')]);
    expect(await refusalOf(late)).toEqual([expect.stringContaining('7: The line is not UTF-8 (byte 0xE9)')]);
  });

  test('UTF-16, a spreadsheet, a NUL byte, and bytes without any line', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('N° FASE', 'utf16le')]);
    expect(await refusalOf(utf16)).toEqual([expect.stringContaining('UTF-16')]);
    expect(await refusalOf(Buffer.from('PK\u0003\u0004...'))).toEqual([expect.stringContaining('XLSX')]);
    expect(await refusalOf(withRow({ schoolName: 'A\0B' }))).toEqual([
      '7: The line holds a NUL byte: the file is damaged.',
    ]);
    expect(await refusalOf(Buffer.alloc(5_000_000, 'a'))).toEqual([
      '0: The file has no line breaks: it is no CSV file.',
    ]);
  });

  test('a PO number with two names, naming both lines', async () => {
    expect(await refusalOf(withRow({ schoolFase: '900030', poName: 'PO de la Rature' }))).toEqual([
      '7: PO 900001 is called "PO de la Rature" here and "PO du Croquis ASBL" on line 2.',
    ]);
  });

  test('a school with two names, and a school of two POs', async () => {
    expect(await refusalOf(withRow({ schoolName: 'École de la Rature' }))).toEqual([
      '7: School 900010 is called "École de la Rature" here and "École du Croquis" on line 2.',
    ]);
    expect(await refusalOf(withRow({ poFase: '900003', poName: 'Autre PO' }))).toEqual([
      '7: School 900010 belongs to PO 900003 here and to PO 900001 on line 2.',
    ]);
  });

  test('missing and impossible FASE numbers and names, all of them told at once', async () => {
    expect(
      await refusalOf(withRow({ schoolFase: '', poName: ' ' }, { poFase: '12x' }, { siteFase: '1000000' })),
    ).toEqual([
      '7: "Nom de P.O." is empty.',
      '7: "N° FASE de l’établissement" is empty.',
      '8: "N° FASE du P.O." is "12x", which is no FASE number (1 to 999999).',
      '9: "N° FASE de l’implantation" is "1000000", which is no FASE number (1 to 999999).',
    ]);
  });

  test('invisible characters in a name', async () => {
    expect(await refusalOf(withRow({ schoolFase: '900030', schoolName: 'École\u202e du Croquis' }))).toEqual([
      '7: "Nom de l’établissement" holds a damaged or invisible character.',
    ]);
  });
});

describe('what is told and read all the same', () => {
  test('an enterprise number with wrong check digits is left out, once for all rows of the PO', async () => {
    const rows = ROWS.map((row) => ({ ...row, poEnterpriseNumber: row.poFase === '900001' ? '1999000151' : '' }));
    const { content, notices } = await read(registerBytes(rows));
    expect(content.pos.get(900001)?.enterpriseNumber).toBeUndefined();
    expect(notices).toEqual([
      { line: 2, message: 'PO 900001: "N° BCE du P.O." is "1999000151", which is no such number: it is left out' },
    ]);
  });

  test('a school may bear the number of an establishment unit', async () => {
    const { content, notices } = await read(registerBytes([{ ...ROW, schoolEnterpriseNumber: '8.765.432.109' }]));
    expect(content.schools.get(900010)?.enterpriseNumber).toBe('8765432109');
    expect(notices).toEqual([]);
  });

  test('rows that differ on a detail: the first one holds', async () => {
    const { content, notices } = await read(
      withRow({ siteStreet: 'Rue de la Rature 9' }, { poName: 'Po du croquis ASBL' }),
    );
    expect(content.sites.get(900100)?.address.street).toBe('Rue de la Maquette');
    expect(content.pos.get(900001)?.name).toBe('PO du Croquis ASBL');
    expect(notices).toEqual([
      { line: 7, message: 'Site 900100 has another address than on line 2: that of line 2 is used' },
      { line: 8, message: 'PO 900001 has another name than on line 2: that of line 2 is used' },
    ]);
  });

  test('a school without site, and coordinates that are none', async () => {
    const { content, notices } = await read(
      registerBytes([
        { ...ROW, siteFase: '' },
        { ...ROW, latitude: '950.3' },
      ]),
    );
    expect(content.sites.get(900100)?.coordinates).toBeNull();
    expect(notices.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '2: School 900010: "N° FASE de l’implantation" is empty: it is read without this site',
      '3: Site 900100: "950.3", "5.1008" are no coordinates: they are left out',
    ]);
  });
});

describe('filters', () => {
  test('take rows by network and district, whatever the case and accents of the word', async () => {
    const byDistrict = await read(registerBytes(ROWS), undefined, { networks: [], districts: ['ARLON'] });
    expect(byDistrict.scope).toEqual({ networks: null, districts: ['Arlon'] });
    expect(byDistrict.rows).toEqual({ read: 5, selected: 1 });
    expect([...byDistrict.content.pos.keys()]).toEqual([900002]);
    const byNetwork = await read(registerBytes(ROWS), undefined, {
      networks: ['officiel subventionne'],
      districts: [],
    });
    expect(byNetwork.scope.networks).toEqual(['Officiel subventionné']);
  });

  test('do not refuse for rows that they leave out', async () => {
    const { rows } = await read(withRow({ poFase: 'x' }), undefined, { networks: [], districts: ['Arlon'] });
    expect(rows.selected).toBe(1);
  });

  test('that nothing passes are refused, with what the file has', async () => {
    const words = { networks: [], districts: ['Atlantide'] };
    await expect(read(registerBytes(ROWS), undefined, words)).rejects.toThrow(
      'The file has no district "Atlantide". It has: Arlon, Dinant.',
    );
    const none = { networks: ['Officiel subventionné'], districts: ['Dinant'] };
    await expect(read(registerBytes(ROWS), undefined, none)).rejects.toThrow('No row is of the networks and districts');
  });
});
