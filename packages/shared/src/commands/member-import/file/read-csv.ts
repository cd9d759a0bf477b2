import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { IMPORT_MAX_COLUMNS, IMPORT_MAX_LINES } from '../../../domain/member-import.ts';
import { decodeText } from './decode-text.ts';
import type { FileLine, FileTable } from './file-table.ts';
import { refuseFile } from './refuse-file.ts';

const SEPARATORS = [';', ',', '\t', '|'] as const;
type Separator = (typeof SEPARATORS)[number];
const SEPARATOR_NAMES: Record<Separator, string> = { ';': '« ; »', ',': '« , »', '\t': 'tabulation', '|': '« | »' };
/** So much of the start tells the separator. */
const SAMPLE_LINES = 30;
const LONGEST_RECORD = 64 * 1024;
const PIECE = 32 * 1024;

/**
 * Reads a CSV file of any usual encoding and separator; Excel's first line `sep=;` is heeded.
 * @throws InvalidInputError with a French sentence that names the line
 */
export async function readCsv(bytes: Uint8Array): Promise<FileTable> {
  const { text, encoding } = decodeText(bytes);
  const told = /^sep=(.)\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  if (body.trim() === '') refuseFile('empty', 'Ce fichier est vide.');
  const separator = told ? asSeparator(told[1]) : findSeparator(body);
  const lines = await parseLines(body, separator, told ? 1 : 0);
  if (lines.length > IMPORT_MAX_LINES) refuseTooLong();
  const wide = lines.find(({ cells }) => cells.length > IMPORT_MAX_COLUMNS);
  if (wide)
    refuseFile(
      'too-wide',
      `La ligne ${wide.line} a plus de ${IMPORT_MAX_COLUMNS} colonnes : ce n’est pas une liste de membres.`,
    );
  const described = `CSV, ${encoding}, séparateur ${SEPARATOR_NAMES[separator]}`;
  return { format: 'csv', described, lines, merges: [] };
}

export function refuseTooLong(): never {
  refuseFile(
    'too-long',
    `Ce fichier a plus de ${IMPORT_MAX_LINES.toLocaleString('fr-BE')} lignes : coupez-le en plusieurs fichiers.`,
  );
}

function asSeparator(text: string | undefined): Separator {
  const known = SEPARATORS.find((separator) => separator === text);
  return (
    known ??
    refuseFile(
      'unknown-separator',
      'Le séparateur indiqué à la première ligne (sep=) n’est pas lu ici. Utilisez « ; ».',
    )
  );
}

/** The separator that most lines have equally often; a file of one column has none. */
function findSeparator(text: string): Separator {
  const lines = unquoted(text.slice(0, 256 * 1024))
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  const scored = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const usual = mode(counts.filter((count) => count > 0));
    const alike = counts.filter((count) => count === usual).length;
    return { separator, score: usual === 0 ? 0 : alike * 100 + Math.min(usual, 99) };
  }).sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (!best || best.score === 0) {
    refuseFile(
      'no-separator',
      'Ce fichier n’a qu’une colonne : aucun séparateur (« ; », virgule, tabulation) n’a été trouvé. Enregistrez la liste en CSV ou en .xlsx.',
    );
  }
  return best.separator;
}

/** Without what stands between quotation marks: separators and line breaks count for nothing there. */
function unquoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*"/g, '""');
}

function mode(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

type Parsed = { record: string[]; info: { lines: number } };

/** Piece by piece, so that a long file keeps nobody else waiting. */
async function parseLines(text: string, delimiter: Separator, skipped: number): Promise<FileLine[]> {
  const options = {
    delimiter,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    to: IMPORT_MAX_LINES + 2,
    info: true,
  };
  const lines: FileLine[] = [];
  try {
    const records = Readable.from(piecesOf(text)).pipe(parse(options));
    for await (const { record, info } of records as AsyncIterable<Parsed>) {
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) lines.push({ line: info.lines + skipped, cells });
    }
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as CsvError & { lines?: number }).lines ?? 0) + skipped;
    return error.code === 'CSV_MAX_RECORD_SIZE'
      ? refuseFile(
          'long-record',
          `Une ligne est démesurément longue, vers la ligne ${line} : un guillemet y est peut-être ouvert et jamais fermé.`,
        )
      : refuseFile(
          'quotes',
          `Les guillemets ne vont pas par deux, vers la ligne ${line}. Corrigez cette ligne, ou enregistrez le fichier en .xlsx.`,
        );
  }
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
