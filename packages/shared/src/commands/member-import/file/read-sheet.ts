import { IMPORT_MAX_COLUMNS, IMPORT_MAX_LINES } from '../../../domain/member-import.ts';
import { dayOfSerial } from './excel-dates.ts';
import type { FileLine, Merge } from './file-table.ts';
import type { Archive } from './open-archive.ts';
import { refuseTooLong } from './read-csv.ts';
import type { Workbook } from './read-workbook.ts';
import { readXml } from './read-xml.ts';
import { refuseFile } from './refuse-file.ts';

export type Sheet = { lines: FileLine[]; merges: Merge[]; hiddenLines: number };

/** A formula whose result the workbook does not hold: nothing calculates it here. */
const NOT_CALCULATED = '#FORMULE!';

type Cell = { column: number; type: string; style: number; value: string; isFormula: boolean };

/** Reads the cells of a sheet as they are inflated: shared text looked up, dates as ISO, formulas by their last result. */
export async function readSheet(archive: Archive, part: string, workbook: Workbook): Promise<Sheet> {
  const sheet: Sheet = { lines: [], merges: [], hiddenLines: 0 };
  let row: { line: number; cells: string[]; hidden: boolean } | null = null;
  let cell: Cell | null = null;
  let inValue = false;
  let line = 0;
  await readXml(archive, part, {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1);
        row = { line, cells: [], hidden: attributes.hidden === '1' || attributes.hidden === 'true' };
      } else if (name === 'c') {
        const column = attributes.r ? columnOf(attributes.r) : (row?.cells.length ?? 0);
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', isFormula: false };
      } else if (name === 'f' && cell) cell.isFormula = true;
      else if (name === 'mergeCell' && attributes.ref) sheet.merges.push(mergeOf(attributes.ref));
      inValue = cell !== null && (name === 'v' || name === 't');
    },
    text(piece) {
      if (inValue && cell) cell.value += piece;
    },
    close(name) {
      inValue = false;
      if (name === 'c' && cell && row) {
        put(row.cells, cell, row.line, workbook);
        cell = null;
      }
      if (name === 'row' && row) {
        keep(sheet, row);
        row = null;
      }
      return undefined;
    },
  });
  return sheet;
}

function put(cells: string[], cell: Cell, line: number, workbook: Workbook): void {
  const value = valueOf(cell, workbook).trim();
  if (value === '') return;
  if (cell.column >= IMPORT_MAX_COLUMNS)
    refuseFile(
      'too-wide',
      `La ligne ${line} a plus de ${IMPORT_MAX_COLUMNS} colonnes : ce n’est pas une liste de membres.`,
    );
  while (cells.length < cell.column) cells.push('');
  cells[cell.column] = value;
}

function keep(sheet: Sheet, { line, cells, hidden }: FileLine & { hidden: boolean }): void {
  if (cells.length === 0) return;
  sheet.lines.push({ line, cells });
  if (hidden) sheet.hiddenLines += 1;
  if (sheet.lines.length > IMPORT_MAX_LINES) refuseTooLong();
}

function valueOf({ type, style, value, isFormula }: Cell, { strings, dayStyles, from1904 }: Workbook): string {
  if (value === '') return isFormula ? NOT_CALCULATED : '';
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'VRAI' : 'FAUX';
    case 'd':
      return value.slice(0, 10);
    case 'n': {
      const number = Number(value);
      if (!Number.isFinite(number)) return value;
      if (!dayStyles[style]) return String(number);
      // A day that is none is shown as Excel would: the row says so.
      return dayOfSerial(number, from1904) ?? `#DATE! ${value}`;
    }
    default:
      return value;
  }
}

/** 0 for "A7", 26 for "AA1". */
function columnOf(ref: string): number {
  let column = 0;
  for (const letter of ref.match(/^[A-Z]{1,3}/i)?.[0].toUpperCase() ?? 'A')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function mergeOf(ref: string): Merge {
  const [from = 0, to = from] = [...ref.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return { ref: ref.slice(0, 30), fromLine: from, toLine: to };
}
