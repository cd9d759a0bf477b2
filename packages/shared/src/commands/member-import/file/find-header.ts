import { recogniseColumn } from '../recognise-column.ts';
import type { FileLine, FileTable } from './file-table.ts';
import { refuseFile } from './refuse-file.ts';

/** Above the table there may be a title, a date, an address: not more than so many lines. */
const LOOKED_AT = 15;
const ENOUGH = 2;

/**
 * The line that names the columns. It need not be the first; two of them, a list without names of columns, and cells
 * that are merged within the list are refused: what they mean is not certain.
 * @throws InvalidInputError with a French sentence
 */
export function findHeader({ lines, merges }: Pick<FileTable, 'lines' | 'merges'>): FileLine {
  const scored = lines.slice(0, LOOKED_AT).map((line) => ({ line, score: score(line) }));
  const best = Math.max(0, ...scored.map((one) => one.score));
  const header = best >= ENOUGH ? scored.find((one) => one.score === best)?.line : unknownHeader(lines);
  if (!header)
    refuseFile(
      'no-header',
      'Aucune ligne ne nomme les colonnes (Nom, Prénom, Date de naissance...). Ajoutez-en une au-dessus de la liste.',
    );
  refuseSecondHeader(header, lines);
  const merged = merges.find(({ toLine }) => toLine >= header.line);
  if (merged)
    refuseFile(
      'merged-cells',
      `Des cellules sont fusionnées (${merged.ref}) : on ne sait pas à qui leur contenu se rapporte. Défusionnez-les et complétez chaque ligne.`,
    );
  if (lines.at(-1)?.line === header.line)
    refuseFile('no-rows', 'Ce fichier nomme des colonnes, mais ne contient aucune ligne en dessous.');
  return header;
}

function score({ cells }: FileLine): number {
  return new Set(cells.map(recogniseColumn).filter((field) => field !== null)).size;
}

/** Columns under names that nobody knows: staff will say what they hold, as long as the line is no line of data. */
function unknownHeader(lines: readonly FileLine[]): FileLine | undefined {
  const first = lines.find(({ cells }) => cells.filter((cell) => cell !== '').length >= ENOUGH);
  return first?.cells.some(looksLikeData) ? undefined : first;
}

function looksLikeData(cell: string): boolean {
  return /\d{3,}|@|^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/.test(cell);
}

function refuseSecondHeader(header: FileLine, lines: readonly FileLine[]): void {
  const known = score(header);
  const next = lines.find(({ line }) => line > header.line);
  const again = lines.find(
    (other) => other.line > header.line && isHeading(other) && score(other) >= Math.max(ENOUGH, known - 1),
  );
  if (again) {
    const why = again === next ? 'Deux lignes nomment les colonnes' : 'Le nom des colonnes revient plus bas';
    refuseFile(
      'two-headers',
      `${why} (lignes ${header.line} et ${again.line}). Gardez une seule ligne d’en-têtes, et une seule liste.`,
    );
  }
}

/** Somebody may be called "Prénom": a heading has no value anywhere. */
function isHeading({ cells }: FileLine): boolean {
  return !cells.some(looksLikeData);
}
