import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ImportReport } from '@guichet/shared/commands/import-registry/import-report';
import type { RegisterContent, RegisterScope } from '@guichet/shared/commands/import-registry/register-content';
import { CsvError, parse } from 'csv-parse';
import { RowCollector } from './collect-rows.ts';
import { decodeRegister } from './decode-register.ts';
import { CellTexts, readRow } from './read-row.ts';
import { Refusals, refuse } from './refusal.ts';
import { type ColumnPlaces, readHeader } from './register-columns.ts';
import { type FilterWords, RegisterFilter } from './register-filter.ts';

export type RegisterReading = {
  content: RegisterContent;
  scope: RegisterScope;
  notices: ImportReport['notices'];
  rows: { read: number; selected: number };
};

/**
 * Reads a file of the official register (DESIGN.md §9) row by row: what is kept is what it says, not its rows.
 * @throws RegisterRefusedError with every line that is refused: the file is taken whole or not at all
 */
export async function readRegister(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
  words: FilterWords = { networks: [], districts: [] },
): Promise<RegisterReading> {
  const hash = createHash('sha256');
  const refusals = new Refusals();
  const notices = new Map<string, number>();
  const notice = (line: number, message: string) => {
    // A detail of a PO stands on each of its rows: it is told once.
    if (!notices.has(message)) notices.set(message, line);
  };
  const collector = new RowCollector(refusals, { add: notice });
  const filter = new RegisterFilter(words);
  const texts = new CellTexts();
  const rows = { read: 0, selected: 0 };
  let columns: ColumnPlaces | undefined;

  const take = (cells: string[], line: number): void => {
    if (!columns) {
      columns = readHeader(cells);
      return;
    }
    // Spreadsheets leave rows of empty cells at the end.
    if (cells.every((cell) => cell.trim() === '')) return;
    rows.read += 1;
    const whole = cells.length === columns.count;
    if (whole && !filter.passes(cells, columns)) return;
    rows.selected += 1;
    const reading = readRow(cells, columns, texts);
    for (const reason of reading.refusals) refusals.add(line, reason);
    for (const message of reading.notices) notice(line, message);
    if (reading.row) collector.add(reading.row, line);
  };

  await readRows(decodeRegister(bytes, hash), take);
  if (!columns) refuse('The file is empty.');
  if (rows.read === 0) refuse('The file has a header and no rows.');
  refusals.throwIfAny();
  const scope = filter.scope();
  return {
    content: { fileName: basename(file), sha256: hash.digest('hex'), ...collector.finish() },
    scope,
    notices: [...notices].map(([message, line]) => ({ line, message })),
    rows,
  };
}

/** A row of the register has some 400 characters: one of this length has swallowed others after a lone quote. */
const LONGEST_ROW = 64 * 1024;

async function readRows(text: AsyncIterable<string>, take: (cells: string[], line: number) => void): Promise<void> {
  let last = 0;
  const parser = parse({
    delimiter: ';',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // Taken while it is parsed: a wrong header is told before what it leads to, and no row is kept waiting.
    on_record: (cells: string[], { lines }: { lines: number }) => {
      last = lines;
      take(cells, lines);
      return null;
    },
  });
  try {
    parser.resume();
    await pipeline(text, parser);
  } catch (error) {
    if (error instanceof CsvError) refuseQuotes(error, last + 1);
    throw error;
  }
}

function refuseQuotes(error: CsvError, line: number): never {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return refuse(
        'A quote that opens in this row is never closed: the file is cut off, or a quote is missing.',
        line,
      );
    case 'CSV_MAX_RECORD_SIZE':
      return refuse(`The row is longer than ${LONGEST_ROW} characters: a quote in it may not be closed.`, line);
    default:
      return refuse('A quote stands in a cell in a way that CSV does not allow: it must be doubled.', line);
  }
}
