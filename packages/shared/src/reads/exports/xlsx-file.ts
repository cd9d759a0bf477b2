import { daysBetween, formatDate } from '../../domain/dates.ts';
import type { Cell, FileWriter, Head } from './file-writer.ts';
import { zipFile } from './zip-file.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Places in `cellXfs` of the styles below: a day as the reader's Excel writes it, text that stays text, a head. */
const DAY = 1;
const TEXT = 2;
const BOLD = 3;

/**
 * A workbook of one sheet (ECMA-376), written from front to back: real days, everything else that is text as text, so
 * that no formula runs and no FASE number or telephone number loses a digit; a head that stays in sight, and can filter.
 */
export function xlsxFile(title: string, columns: readonly Head[]): FileWriter {
  const zip = zipFile();
  let rows = 0;
  const write = (lines: readonly (readonly Cell[])[], style = TEXT): string =>
    lines
      .map((cells) => {
        rows += 1;
        return `<row r="${rows}">${cells.map((cell, at) => cellXml(cell, `${letters(at)}${rows}`, style)).join('')}</row>`;
      })
      .join('');
  return {
    begin: () =>
      Buffer.concat([
        ...Object.entries(partsOf(title)).map(([name, text]) => zip.whole(name, XML + text)),
        zip.open('xl/worksheets/sheet1.xml'),
        zip.add(`${XML}${sheetHead(columns)}${write([columns.map(({ head }) => head)], BOLD)}`),
      ]),
    add: (lines) => zip.add(write(lines)),
    end: () =>
      Buffer.concat([
        zip.add(`</sheetData><autoFilter ref="A1:${letters(Math.max(columns.length, 1) - 1)}${rows}"/></worksheet>`),
        zip.close(),
        zip.end(),
      ]),
  };
}

function partsOf(title: string): Record<string, string> {
  const type = (part: string, kind: string) =>
    `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  // A sheet's name: 31 characters, none of []:*?/\
  const name = escapeXml(title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('xl/workbook.xml', 'sheet.main')}${type('xl/worksheets/sheet1.xml', 'worksheet')}${type('xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  };
}

function sheetHead(columns: readonly Head[]): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
}

/** A cell of Excel holds no more. */
const LONGEST = 32_767;

function cellXml(cell: Cell, place: string, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, LONGEST))}</t></is></c>`;
  }
  if (cell.day < FIRST_DAY) return cellXml(formatDate(cell.day), place, style);
  return `<c r="${place}" s="${DAY}"><v>${daysBetween(DAY_ZERO, cell.day)}</v></c>`;
}

/** Excel counts days from here, and right only from March 1900 on. */
const DAY_ZERO = '1899-12-30';
const FIRST_DAY = '1900-03-01';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** What XML cannot hold becomes U+FFFD; what Excel would take for its own way of writing a character is told apart. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A, B ... Z, AA... */
function letters(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (at % 26));
}
