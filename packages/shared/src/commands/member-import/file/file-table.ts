/** One line of a file, by its number there (from 1). Dates of a workbook are ISO, errors start with `#`. */
export type FileLine = { line: number; cells: string[] };

/** Cells that a workbook shows as one; lines and columns from 1. */
export type Merge = { ref: string; fromLine: number; toLine: number };

/** A file as a table, whatever it was. Empty lines are left out. */
export type FileTable = {
  format: 'csv' | 'xlsx';
  /** "CSV, UTF-8, séparateur « ; »": what was recognised, for people. */
  described: string;
  lines: FileLine[];
  merges: Merge[];
};
