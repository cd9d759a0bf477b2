import { createDeflateRaw } from 'node:zlib';
import { buildWorkbook, type TestCell, workbookParts } from '../../src/testing/workbook-builder.ts';
import { buildZip } from '../../src/testing/zip-builder.ts';

export type WrongFile = {
  title: string;
  name: string;
  bytes: Buffer | (() => Promise<Buffer>);
  refusal: string;
  says: RegExp;
};

const HEADERS = ['Nom', 'Prénom', 'Date de naissance', 'E-mail', 'FASE', 'Rôle', 'Début'];
const MEMBER = ['Exemple', 'Paul', '2/3/1960', 'paul@po.example', '900001', 'Trésorier', '1/9/2024'];
const list = (...rows: TestCell[][]) => buildWorkbook([{ name: 'Membres', rows: [HEADERS, ...rows] }]);
const csv = (rows: string[][], separator = ';') => rows.map((row) => row.join(separator)).join('\r\n');
const good = workbookParts([{ name: 'Membres', rows: [HEADERS, MEMBER] }]);
const without = (name: string) => good.filter((part) => part.name !== name);
const replaced = (name: string, data: string) => [...without(name), { name, data }];
const office2003 = (inside: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from(inside, 'utf16le'),
    Buffer.alloc(600),
  ]);
const ascii = (text: string) => Buffer.from(text, 'utf8');

/** A sheet of a gigabyte of nothing, a thousandth of it in the file. */
async function gigabyte(declaredSize?: number): Promise<Buffer> {
  const deflate = createDeflateRaw({ level: 1 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  const over = new Promise((resolve) => deflate.on('end', resolve));
  const block = Buffer.alloc(8 * 1024 * 1024, 0x20);
  const size = 1024 * 1024 * 1024;
  for (let sent = 0; sent < size; sent += block.length) {
    if (!deflate.write(block)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end();
  await over;
  const deflated = { bytes: Buffer.concat(chunks), size, crc: 0 };
  return buildZip([
    ...without('xl/worksheets/sheet1.xml'),
    { name: 'xl/worksheets/sheet1.xml', data: '', deflated, ...(declaredSize === undefined ? {} : { declaredSize }) },
  ]);
}

/** Every way in which a list of members came wrong, with the sentence that answers it. */
export const WRONG_FILES: readonly WrongFile[] = [
  { title: 'no byte at all', name: 'vide.csv', bytes: Buffer.alloc(0), refusal: 'empty', says: /vide/ },
  { title: 'white space alone', name: 'blanc.csv', bytes: ascii(' \r\n\r\n'), refusal: 'empty', says: /vide/ },
  {
    title: 'headers and no row',
    name: 'titres.csv',
    bytes: ascii(csv([HEADERS])),
    refusal: 'no-rows',
    says: /aucune ligne en dessous/,
  },
  {
    title: 'rows and no headers',
    name: 'sans-titres.csv',
    bytes: ascii(csv([MEMBER, MEMBER])),
    refusal: 'no-header',
    says: /nomme les colonnes/,
  },
  {
    title: 'two lines of headers, one under the other',
    name: 'deux.csv',
    bytes: ascii(csv([HEADERS, ['Nom', 'Prénom', 'Né le', 'Mail', 'FASE', 'Fonction', 'Depuis'], MEMBER])),
    refusal: 'two-headers',
    says: /lignes 1 et 2/,
  },
  {
    title: 'two lists in one sheet',
    name: 'deux-listes.xlsx',
    bytes: list(MEMBER, HEADERS, MEMBER),
    refusal: 'two-headers',
    says: /lignes 1 et 3/,
  },
  {
    title: 'one column, no separator',
    name: 'colonne.csv',
    bytes: ascii('Nom\r\nExemple\r\nLambert'),
    refusal: 'no-separator',
    says: /qu’une colonne/,
  },
  {
    title: 'a separator that nobody reads',
    name: 'sep.csv',
    bytes: ascii(`sep=^\r\n${csv([HEADERS, MEMBER], '^')}`),
    refusal: 'unknown-separator',
    says: /séparateur/,
  },
  {
    title: 'a quotation mark that is never closed',
    name: 'guillemet.csv',
    bytes: ascii(`${csv([HEADERS, MEMBER])}\r\n"Lambert;Jeanne;1/1/1970;;900001;Adm;`),
    refusal: 'quotes',
    says: /guillemets/,
  },
  {
    title: 'a quotation mark within a value',
    name: 'guillemet2.csv',
    bytes: ascii(`${csv([HEADERS])}\r\n"Lam"bert;Jeanne;1/1/1970;;900001;Adm;`),
    refusal: 'quotes',
    says: /ligne \d/,
  },
  {
    title: 'a record without end',
    name: 'long.csv',
    bytes: ascii(`${csv([HEADERS])}\r\n"${'x'.repeat(200_000)}";b`),
    refusal: 'long-record',
    says: /démesurément longue/,
  },
  {
    title: 'UTF-8 saved twice',
    name: 'abime.csv',
    bytes: ascii(csv([HEADERS.map((text) => Buffer.from(text).toString('latin1')), MEMBER])),
    refusal: 'double-encoded',
    says: /abîmés/,
  },
  {
    title: 'accents lost in a conversion',
    name: 'perdu.csv',
    bytes: ascii(csv([HEADERS, ['Ren\ufffd', ...MEMBER.slice(1)]])),
    refusal: 'lost-accents',
    says: /perdues/,
  },
  {
    title: 'UTF-16 cut in the middle of a letter',
    name: 'utf16.csv',
    bytes: Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(csv([HEADERS, MEMBER]), 'utf16le'),
      Buffer.from([0x41]),
    ]),
    refusal: 'broken-utf16',
    says: /coupé/,
  },
  {
    title: 'a picture called .csv',
    name: 'photo.csv',
    bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 1, 2, 3, 4]),
    refusal: 'not-text',
    says: /ni un classeur/,
  },
  { title: 'a PDF called .xlsx', name: 'liste.xlsx', bytes: ascii('%PDF-1.7\n1 0 obj'), refusal: 'pdf', says: /PDF/ },
  {
    title: 'a web page called .xls',
    name: 'liste.xls',
    bytes: ascii('<html><table><tr><td>Nom</td></tr></table></html>'),
    refusal: 'html',
    says: /page web/,
  },
  { title: 'JSON', name: 'liste.json', bytes: ascii('[{"nom":"Exemple"}]'), refusal: 'json', says: /JSON/ },
  {
    title: 'a text document (RTF)',
    name: 'liste.doc',
    bytes: ascii('{\\rtf1\\ansi Nom'),
    refusal: 'word',
    says: /texte/,
  },
  {
    title: 'a workbook of before 2007',
    name: 'vieux.xls',
    bytes: office2003('Workbook'),
    refusal: 'xls',
    says: /\.xls\)\. Dans Excel, choisissez/,
  },
  {
    title: 'a workbook with a password',
    name: 'secret.xlsx',
    bytes: office2003('EncryptedPackage'),
    refusal: 'encrypted',
    says: /mot de passe/,
  },
  {
    title: 'an archive with a password',
    name: 'secret2.xlsx',
    bytes: buildZip(good.map((part) => ({ ...part, encrypted: true }))),
    refusal: 'encrypted',
    says: /mot de passe/,
  },
  {
    title: 'a workbook with macros',
    name: 'macros.xlsm',
    bytes: buildZip([...good, { name: 'xl/vbaProject.bin', data: 'vba' }]),
    refusal: 'macros',
    says: /macros/,
  },
  {
    title: 'a binary workbook (.xlsb)',
    name: 'binaire.xlsb',
    bytes: buildZip([{ name: 'xl/workbook.bin', data: 'x' }]),
    refusal: 'xlsb',
    says: /\.xlsb/,
  },
  {
    title: 'a document of LibreOffice',
    name: 'liste.ods',
    bytes: buildZip([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
      { name: 'content.xml', data: '<x/>' },
    ]),
    refusal: 'ods',
    says: /LibreOffice/,
  },
  {
    title: 'a document of Word',
    name: 'liste.docx',
    bytes: buildZip([{ name: 'word/document.xml', data: '<x/>' }]),
    refusal: 'word',
    says: /Word/,
  },
  {
    title: 'a document of Numbers',
    name: 'liste.numbers',
    bytes: buildZip([{ name: 'Index/Document.iwa', data: 'x' }]),
    refusal: 'numbers',
    says: /Numbers/,
  },
  {
    title: 'an archive of other files',
    name: 'photos.zip',
    bytes: buildZip([{ name: 'photo.jpg', data: 'x' }]),
    refusal: 'not-a-workbook',
    says: /archive/,
  },
  {
    title: 'a workbook cut in two',
    name: 'coupe.xlsx',
    bytes: list(MEMBER).subarray(0, 900),
    refusal: 'broken-archive',
    says: /abîmé/,
  },
  {
    title: 'a workbook whose sheet is no XML',
    name: 'casse.xlsx',
    bytes: buildZip(replaced('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row></cell>')),
    refusal: 'broken-workbook',
    says: /intérieur/,
  },
  {
    title: 'a workbook with entities of its own (a billion laughs)',
    name: 'rires.xlsx',
    bytes: buildZip(
      replaced(
        'xl/sharedStrings.xml',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      ),
    ),
    refusal: 'broken-workbook',
    says: /intérieur/,
  },
  {
    title: 'a bomb of a gigabyte in a workbook',
    name: 'bombe.xlsx',
    bytes: () => gigabyte(),
    refusal: 'zip-bomb',
    says: /démesurément grand/,
  },
  {
    title: 'a bomb that says it is small',
    name: 'bombe2.xlsx',
    bytes: () => gigabyte(900_000),
    refusal: 'zip-bomb',
    says: /démesurément grand/,
  },
  {
    title: 'an archive of ten thousand parts',
    name: 'parts.xlsx',
    bytes: buildZip(Array.from({ length: 10_000 }, (_, n) => ({ name: `xl/${n}.xml`, data: '' }))),
    refusal: 'zip-bomb',
    says: /démesurément grand/,
  },
  {
    title: 'cells merged within the list',
    name: 'fusion.xlsx',
    bytes: buildWorkbook([
      { name: 'Membres', rows: [HEADERS, MEMBER, [null, 'Jeanne', '1/1/1970']], merges: ['A2:A3'] },
    ]),
    refusal: 'merged-cells',
    says: /A2:A3/,
  },
  {
    title: 'several sheets with something',
    name: 'feuilles.xlsx',
    bytes: buildWorkbook([
      { name: 'PO 1', rows: [HEADERS, MEMBER] },
      { name: 'PO 2', rows: [HEADERS, MEMBER] },
    ]),
    refusal: 'several-sheets',
    says: /« PO 1 », « PO 2 »/,
  },
  {
    title: 'a workbook whose sheets are hidden',
    name: 'cache.xlsx',
    bytes: buildWorkbook([{ name: 'Membres', rows: [HEADERS, MEMBER], hidden: true }]),
    refusal: 'empty',
    says: /masquées/,
  },
  {
    title: 'more columns than a list has',
    name: 'large.csv',
    bytes: ascii(csv([Array.from({ length: 150 }, (_, n) => (n === 0 ? 'Nom' : `c${n}`)), MEMBER])),
    refusal: 'too-wide',
    says: /plus de 100 colonnes/,
  },
  {
    title: 'more lines than are read at once',
    name: 'long2.csv',
    bytes: ascii(`${csv([HEADERS])}\r\n${'a;b\r\n'.repeat(50_005)}`),
    refusal: 'too-long',
    says: /coupez-le/,
  },
];
