import { buildZip, type ZipPart } from './zip-builder.ts';

/** A text, a number, a day by its serial number, a formula with or without its result, an error. */
export type TestCell =
  | string
  | number
  | null
  | { day: number }
  | { formula: string; result?: string | number }
  | { error: string };

export type TestSheet = { name: string; rows: TestCell[][]; merges?: string[]; hidden?: boolean };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook as Excel writes them: shared strings, day styles. */
export function workbookParts(sheets: readonly TestSheet[], options: { from1904?: boolean } = {}): ZipPart[] {
  const strings: string[] = [];
  const parts = sheets.map(({ rows, merges = [] }, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    data: `${HEAD}<worksheet ${MAIN}><sheetData>${rows.map((row, line) => rowXml(row, line + 1, strings)).join('')}</sheetData>${
      merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''
    }</worksheet>`,
  }));
  const listed = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const related = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return [
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook ${MAIN} xmlns:r="${REL}"><workbookPr${options.from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${HEAD}<styleSheet ${MAIN}><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    },
    ...parts,
    {
      name: 'xl/sharedStrings.xml',
      data: `${HEAD}<sst ${MAIN}>${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    },
  ];
}

/** A workbook of Excel (.xlsx). */
export function buildWorkbook(sheets: readonly TestSheet[], options: { from1904?: boolean } = {}): Buffer {
  return buildZip(workbookParts(sheets, options));
}

function rowXml(row: readonly TestCell[], line: number, strings: string[]): string {
  return `<row r="${line}">${row.map((cell, column) => cellXml(cell, `${letters(column)}${line}`, strings)).join('')}</row>`;
}

function cellXml(cell: TestCell, ref: string, strings: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${ref}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  if ('day' in cell) return `<c r="${ref}" s="1"><v>${cell.day}</v></c>`;
  if ('error' in cell) return `<c r="${ref}" t="e"><v>${escapeXml(cell.error)}</v></c>`;
  const { result } = cell;
  const type = typeof result === 'string' ? ' t="str"' : '';
  return `<c r="${ref}"${type}><f>${escapeXml(cell.formula)}</f>${result === undefined ? '' : `<v>${escapeXml(String(result))}</v>`}</c>`;
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
