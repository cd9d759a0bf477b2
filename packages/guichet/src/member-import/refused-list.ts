import { InvalidInputError } from '@guichet/shared/errors/errors';
import { OperatorError } from '../operator-error.ts';

const RE_SAVE = 'Save it again as .xlsx or .csv.';

/** Why a list cannot be read, by the code of the refusal (`member-import/file/`). */
const REASONS: Record<string, string> = {
  'broken-archive': `The workbook is damaged or empty. ${RE_SAVE}`,
  'broken-utf16': `The text is UTF-16 and is cut off. ${RE_SAVE}`,
  'broken-workbook': `The workbook is damaged. ${RE_SAVE}`,
  'double-encoded': 'The accents were encoded twice. Export the list again from where it comes.',
  empty: 'The file is empty, or its sheets are hidden.',
  encrypted: 'The workbook is protected by a password. Save it without one.',
  html: `The file is a web page. ${RE_SAVE}`,
  json: `The file is JSON. ${RE_SAVE}`,
  'long-record': 'A row never ends: a quotation mark is missing.',
  'lost-accents': 'The accents are lost. Export the list again from where it comes.',
  macros: 'The workbook holds macros, and was not opened. Save it as .xlsx.',
  'merged-cells': 'Cells are merged among the rows. Unmerge them.',
  'no-header': 'No row names the columns.',
  'no-rows': 'The file names columns and holds no row below.',
  'no-separator': 'No separator was found: this is no list in columns.',
  'no-such-sheet': 'The workbook has no such sheet (--sheet).',
  'not-a-workbook': 'The file is an archive and no workbook. Save it as .xlsx.',
  'not-text': 'The file is neither a workbook nor a text.',
  numbers: 'The file is a Numbers document. Export it to Excel.',
  ods: 'The file is an OpenDocument sheet. Save it as .xlsx.',
  pdf: 'The file is a PDF. Ask for the list as .xlsx or .csv.',
  quotes: 'A quotation mark is opened and never closed.',
  'several-sheets': 'Several sheets hold something: choose one with --sheet.',
  'too-long': 'The file has too many rows. Cut it into several.',
  'too-much-text': 'A cell, or the whole file, holds too much text.',
  'too-wide': 'A row has too many columns: this is no list of members.',
  'two-headers': 'Two rows name columns. Keep one.',
  'unknown-separator': 'The separator of the columns is not known. Use semicolons, commas or tabs.',
  word: 'The file is a Word document. Copy its table to Excel.',
  xls: 'The file is an old .xls. Save it as .xlsx.',
  xlsb: 'The file is an .xlsb. Save it as .xlsx.',
  'zip-bomb': 'The workbook unpacks to far more than it should, and was not opened.',
};

/** What the operator reads of a list that was refused; other errors as they are. */
export function inOperatorsWords(error: unknown, fileName: string): unknown {
  const refusal = error instanceof InvalidInputError ? error.details?.refusal : undefined;
  if (typeof refusal !== 'string') return error;
  return new OperatorError(
    `${fileName} is refused (${refusal}), and nothing has changed. ${REASONS[refusal] ?? ''}`.trim(),
  );
}

/** The codes that have words, for a test that holds them against the code. */
export const REFUSAL_CODES = Object.keys(REASONS).sort();
