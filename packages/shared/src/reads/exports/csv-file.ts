import { splitDate } from '../../domain/dates.ts';
import type { Cell, FileWriter, Head } from './file-writer.ts';

const BOM = '\ufeff';

/**
 * CSV as the Excel of a Belgian office opens it by a double click: RFC 4180 with semicolons, in UTF-8 with its mark, days
 * as DD/MM/YYYY. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV injection").
 */
export function csvFile(columns: readonly Head[]): FileWriter {
  return {
    begin: () => Buffer.from(BOM + line(columns.map(({ head }) => head))),
    add: (rows) => Buffer.from(rows.map(line).join('')),
    end: () => Buffer.alloc(0),
  };
}

function line(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quoted(textOf(cell))).join(';')}\r\n`;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return neutralised(cell);
  const { day, month, year } = splitDate(cell.day);
  return `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
}

/** The signs that begin a formula, their full-width twins, and the white space that hides them. */
function neutralised(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
