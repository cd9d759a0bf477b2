import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findHeader } from '../../src/commands/member-import/file/find-header.ts';
import { readFile } from '../../src/commands/member-import/file/read-file.ts';
import { splitName, tidyName } from '../../src/commands/member-import/read-names.ts';
import { readAddress, readDay } from '../../src/commands/member-import/read-values.ts';
import { recogniseColumns } from '../../src/commands/member-import/recognise-column.ts';
import { guessRole, readRole, splitRoles } from '../../src/domain/role-words.ts';
import { ROLE_LABELS, ROLES } from '../../src/domain/roles.ts';
import { lettersOf } from '../../src/testing/invented-member.ts';
import { buildWorkbook, type TestCell } from '../../src/testing/workbook-builder.ts';
import { csvOf, HEADERS, type ImportRig, startImportRig } from './import-rig.ts';

const CELLS = [
  ['Nom', 'Prénom', 'Rôle'],
  ['Müller-Étienne', 'Zoé', 'Trésorière; adm.'],
];
const quoted = (separator: string) => CELLS.map((row) => row.map((cell) => `"${cell}"`).join(separator)).join('\r\n');
/** Each letter of the map as its byte. */
const inBytes = (text: string, map: Record<string, number>) =>
  Buffer.from([...text].map((letter) => map[letter] ?? letter.charCodeAt(0)));
const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('a good file is read as it was meant', () => {
  const files: [string, Buffer][] = [
    ...[';', ',', '\t', '|'].map((separator): [string, Buffer] => [
      `UTF-8, ${separator}`,
      Buffer.from(quoted(separator)),
    ]),
    ['UTF-8 with its mark', Buffer.from(`\ufeff${quoted(';')}`)],
    ['UTF-8 with its mark twice', Buffer.from(`\ufeff\ufeff${quoted(';')}`)],
    ['Windows-1252', Buffer.from(quoted(';'), 'latin1')],
    ['Macintosh', inBytes(quoted(';'), { ü: 0x9f, É: 0x83, é: 0x8e, è: 0x8f, ô: 0x99 })],
    ['MS-DOS', inBytes(quoted(';'), { ü: 0x81, É: 0x90, é: 0x82, è: 0x8a, ô: 0x93 })],
    ['UTF-16, little end first', utf16(quoted('\t'), false)],
    ['UTF-16, big end first', utf16(quoted('\t'), true)],
    ['UTF-16 without a mark', Buffer.from(quoted(';'), 'utf16le')],
    ['a separator that Excel names', Buffer.from(`sep=|\r\n${quoted('|')}`)],
    ['line breaks of old Macs', Buffer.from(quoted(';').replaceAll('\r\n', '\r'))],
    ['a workbook', buildWorkbook([{ name: 'Feuil1', rows: CELLS }])],
    [
      'a workbook with an empty second sheet',
      buildWorkbook([
        { name: 'A', rows: CELLS },
        { name: 'B', rows: [] },
      ]),
    ],
  ];
  for (const [title, bytes] of files) {
    test(title, async () => expect((await readFile(bytes)).lines.map(({ cells }) => cells)).toEqual(CELLS));
  }

  test('Windows-1252 stays what it is with names from elsewhere, in capitals, with curled apostrophes', async () => {
    const names = ['Škoda', 'Žižek', 'D’Haese', 'Hervé', 'ÉLOÏSE', 'Noël', 'Œdenkoven', 'Ångström', 'Muñoz'];
    const rows = [['Nom', 'Prénom'], ...names.map((name) => [name, 'Zoé'])];
    const bytes = inBytes(rows.map((row) => row.join(';')).join('\n'), {
      ...{ Š: 0x8a, Ž: 0x8e, ž: 0x9e, '’': 0x92, Œ: 0x8c },
    });
    const { described, lines } = await readFile(bytes);
    expect(described).toContain('Windows-1252');
    expect(lines.map(({ cells }) => cells[0])).toEqual(['Nom', ...names]);
  });

  test('the sheet that is named', async () => {
    const bytes = buildWorkbook([
      { name: 'Écoles', rows: [['x', 'y']] },
      { name: 'Membres', rows: CELLS },
    ]);
    expect((await readFile(bytes, 'membres')).lines.map(({ cells }) => cells)).toEqual(CELLS);
  });

  test('cells as Excel keeps them: days, numbers, formulas by their result, errors', async () => {
    const row: TestCell[] = [
      { day: 45352 },
      475123456,
      { formula: 'A1&B1', result: 'Résultat' },
      { formula: 'A1' },
      { error: '#REF!' },
    ];
    const [, read] = (await readFile(buildWorkbook([{ name: 'A', rows: [['a', 'b'], row] }]))).lines;
    expect(read?.cells).toEqual(['2024-03-01', '475123456', 'Résultat', '#FORMULE!', '#REF!']);
    const old = (
      await readFile(buildWorkbook([{ name: 'A', rows: [['a', 'b'], [{ day: 43890 }]] }], { from1904: true }))
    ).lines[1];
    expect(old?.cells).toEqual(['2024-03-01']);
  });

  test('under a title, with cells of the title merged', async () => {
    const rows = [['Membres de notre PO'], [], ['Nom', 'Prénom', 'Fonction'], ['Exemple', 'Paul', 'adm.']];
    const table = await readFile(buildWorkbook([{ name: 'A', rows, merges: ['A1:C1'] }]));
    expect(findHeader(table).line).toBe(3);
  });

  test('columns by what people call them', () => {
    expect(
      recogniseColumns([
        'NOM',
        'Prénom',
        'Né(e) le',
        'Adresse e-mail',
        'GSM',
        'Rue',
        'N°',
        'Bte',
        'CP',
        'Localité',
        'N° FASE',
        'Fonction(s)',
        'Date de début',
        'Fin de mandat',
      ]),
    ).toEqual([
      ...[
        'lastName',
        'firstName',
        'birthDate',
        'email',
        'phone',
        'street',
        'number',
        'box',
        'postcode',
        'locality',
        'poFase',
        'roles',
      ],
      ...['startDate', 'endDate'],
    ]);
    expect(
      recogniseColumns([
        'Nom et prénom',
        'Adresse',
        'Code postal et localité',
        'Pouvoir organisateur',
        'Président',
        'Trésorier·ère',
        'Remarque',
      ]),
    ).toEqual(['fullName', 'streetLine', 'town', 'poName', 'role:president', 'role:treasurer', null]);
    expect(recogniseColumns(['Nom', 'Rôle'])).toEqual(['fullName', 'roles']);
  });
});

describe('values as people write them', () => {
  test('days', () => {
    const read = (cell: string, isBirth = false) => {
      const day = readDay(cell, { isBirth, today: '2026-09-01' });
      return day.ok ? day.value : 'refused';
    };
    for (const cell of [
      '1/3/24',
      '01.03.2024',
      '2024-03-01',
      '1 mars 2024',
      '1er mars 2024',
      '01-03-2024',
      '45352',
      '2024-03-01 00:00:00',
      '1/03/2024 0:00',
    ]) {
      expect([cell, read(cell)]).toEqual([cell, '2024-03-01']);
    }
    expect([read('2/3/60', true), read('2/3/30', true), read('')]).toEqual(['1960-03-02', '1930-03-02', null]);
    expect([read('31/2/2024'), read('13/13/2024'), read('2024'), read('bientôt')]).toEqual(Array(4).fill('refused'));
  });

  test('names', () => {
    expect(['DUPONT', 'VAN DEN BERG', 'D’HAENE-ROUSSEAU', 'Mme Lambert', 'Mc Donald', 'DE SMET'].map(tidyName)).toEqual(
      ['Dupont', 'Van den Berg', 'D’Haene-Rousseau', 'Lambert', 'Mc Donald', 'De Smet'],
    );
    expect(splitName('LAMBERT Jeanne', 'first-last')).toEqual({
      lastName: 'Lambert',
      firstName: 'Jeanne',
      isCertain: true,
    });
    expect(splitName('Jeanne Marie VAN DEN BERG', 'last-first')).toEqual({
      lastName: 'Van den Berg',
      firstName: 'Jeanne Marie',
      isCertain: true,
    });
    expect(splitName('Lambert, Jeanne', 'first-last')).toMatchObject({ lastName: 'Lambert', firstName: 'Jeanne' });
    expect(splitName('Jeanne Lambert', 'first-last')).toMatchObject({ lastName: 'Lambert', firstName: 'Jeanne' });
    expect(splitName('Van den Berg Jean', 'last-first')).toEqual({
      lastName: 'Van den Berg',
      firstName: 'Jean',
      isCertain: false,
    });
    expect(splitName('Lambert', 'last-first')).toBeNull();
  });

  test('roles', () => {
    for (const role of ROLES) expect([role, readRole(ROLE_LABELS[role])]).toEqual([role, role]);
    expect(
      ['tres.', 'TRÉSORIÈRE', 'Adm.', 'VP', 'administrateur délégué', 'Conseillère en prévention', 'Réf. PO'].map(
        readRole,
      ),
    ).toEqual([
      'treasurer',
      'treasurer',
      'administrator',
      'vice-president',
      'managing-administrator',
      'prevention-adviser',
      'po-referent',
    ]);
    expect([readRole('Capitaine'), guessRole('Secrétère'), guessRole('Tressorier'), guessRole('Zzz')]).toEqual([
      null,
      'secretary',
      'treasurer',
      null,
    ]);
    expect(splitRoles('Président / Secrétaire et trésorier; adm.')).toEqual([
      'Président',
      'Secrétaire',
      'trésorier',
      'adm.',
    ]);
  });

  test('addresses', () => {
    const whole = {
      street: 'Rue de la Gare',
      number: '3',
      box: '2',
      postcode: '5590',
      locality: 'Ciney',
      country: 'BE',
    };
    expect(readAddress({ address: 'Rue de la Gare 3 bte 2, 5590 Ciney' })).toEqual({ ok: true, value: whole });
    expect(readAddress({ streetLine: 'Rue de la Gare 3 bte 2', town: 'B-5590 Ciney', country: 'Belgique' })).toEqual({
      ok: true,
      value: whole,
    });
    expect(
      readAddress({ street: 'Rue de la Gare', number: '3', box: '2', postcode: '5590', locality: 'Ciney' }),
    ).toEqual({ ok: true, value: whole });
    expect(readAddress({})).toEqual({ ok: true, value: null });
    expect(readAddress({ address: 'Ciney' })).toMatchObject({ ok: false });
    expect(
      readAddress({ street: 'Rue', number: '1', postcode: '5590', locality: 'X', country: 'Atlantide' }),
    ).toMatchObject({ ok: false });
  });
});

describe('the same file twice', () => {
  let rig: ImportRig;
  beforeAll(async () => {
    rig = await startImportRig();
  });
  afterAll(() => rig.database.close());

  test('changes nothing the second time, whatever the rows', async () => {
    const pos = [await rig.build.po(), await rig.build.po()];
    let runs = 0;
    const row = fc.record({
      po: fc.constantFrom(...pos),
      who: fc.nat({ max: 5 }),
      role: fc.constantFrom('Président', 'Trésorière / secrétaire', 'adm.', 'Capitaine', 'VP'),
      email: fc.constantFrom('', 'commune@po.example', 'autre@po.example'),
      phone: fc.constantFrom('', '081 22 33 44', '0475 12 34 56'),
      from: fc.constantFrom('', '1/9/2020', '2024-09-01', '1 mars 2026', '1/1/2030'),
      to: fc.constantFrom('', '31/8/2025', '31/8/2035', '1/1/2019'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        runs += 1;
        const bytes = csvOf(
          rows.map(({ po, who, role, email, phone, from, to }) => {
            const name = lettersOf(runs * 100 + who);
            return [
              po.fase,
              `B${name.slice(0, 9)}`,
              `A${name.slice(9, 16)}`,
              `${1 + who}/3/19${50 + who * 7}`,
              email,
              phone,
              '',
              role,
              from,
              to,
            ];
          }),
          HEADERS,
        );
        const first = await rig.upload(bytes);
        await rig.plan(first);
        await rig.work();
        const before = await rig.rows(first);
        if (before.some(({ state }) => state === 'ready')) await rig.order(first);
        await rig.work();
        expect((await rig.rows(first)).map(({ state }) => state)).toEqual(
          before.map(({ state }) => (state === 'ready' ? 'applied' : state)),
        );
        const second = await rig.upload(bytes);
        await rig.plan(second);
        await rig.work();
        // The last of several rows that contradict each other stands: said again, the first would change it back.
        // What was refused, as when somebody else holds the role, may be right once another row ended what it met.
        const refused = new Set(before.filter(({ state }) => state === 'refused').map(({ line }) => line));
        const effects = (await rig.rows(second))
          .filter(({ state, line }) => state === 'ready' && !refused.has(line))
          .flatMap((one) => one.effects);
        expect(
          effects.filter((text) => !/adresse mail|téléphone|connexion|activation|pas encore de compte/i.test(text)),
        ).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
