import type { Coordinates } from '@guichet/shared/commands/import-registry/register-content';
import { normaliseEnterpriseNumber, parseFase } from '@guichet/shared/domain/identifiers';
import { DEFAULT_COUNTRY, type PostalAddress, splitStreet } from '@guichet/shared/domain/postal-address';
import { foldForSearch, normaliseText, textProblem } from '@guichet/shared/domain/text';
import { COLUMNS, type ColumnPlaces, REGISTER_COLUMNS, type RegisterColumn } from './register-columns.ts';

/** One row of the register: a kind of teaching that a school gives at a site. */
export type RegisterRow = {
  po: { fase: number; name: string; enterpriseNumber: string | null | undefined } & Place;
  school: {
    fase: number;
    name: string;
    enterpriseNumber: string | null | undefined;
    level: string;
    network: string;
    district: string;
    zone: string;
  } & Place;
  /** Null for a school without a site. */
  site: ({ fase: number; coordinates: Coordinates | null } & Place) | null;
  teachingKind: string;
};
type Place = { address: PostalAddress; municipality: string };

export type RowReading = {
  row: RegisterRow | null;
  /** Why the row, and with it the file, is refused. */
  refusals: string[];
  /** What was read in another way than it is written. */
  notices: string[];
};

type CellText = { text: string; problem: string | null };

/** Cells as they are stored. Rows repeat most of what their neighbours say: it is read, and kept in memory, once. */
export class CellTexts {
  readonly #known = new Map<string, CellText>();
  readonly #streets = new Map<string, ReturnType<typeof splitStreet>>();

  of(cell: string): CellText {
    const known = this.#known.get(cell);
    if (known) return known;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const text = normaliseText(cell);
    const read = { text, problem: problemOf(text) };
    this.#known.set(cell, read);
    return read;
  }

  /** The text of an address in street, number and box. */
  streetOf(text: string): ReturnType<typeof splitStreet> {
    const known = this.#streets.get(text);
    if (known) return known;
    if (this.#streets.size >= MOST_REMEMBERED) this.#streets.clear();
    const split = splitStreet(text);
    this.#streets.set(text, split);
    return split;
  }
}

const MOST_REMEMBERED = 20_000;

function problemOf(text: string): string | null {
  if (text.length > LONGEST_CELL) return `is longer than ${LONGEST_CELL} characters`;
  return textProblem(text) === null ? null : 'holds a damaged or invisible character';
}

/** A cell of the register has at most some 100 characters; a name that goes on for pages is a shifted quote. */
const LONGEST_CELL = 1000;

/** Reads the cells of one row. `texts` remembers cells from row to row. Never throws. */
export function readRow(cells: readonly string[], columns: ColumnPlaces, texts: CellTexts): RowReading {
  const refusals: string[] = [];
  const notices: string[] = [];
  if (cells.length !== columns.count) {
    const reason = cells.length < columns.count ? 'it is cut off' : 'a ";" may stand in a cell without quotes';
    refusals.push(`The row has ${cells.length} cells and the header ${columns.count}: ${reason}.`);
    return { row: null, refusals, notices };
  }
  const values: Partial<Record<RegisterColumn, string>> = {};
  for (const [column, name] of COLUMNS) {
    const { text, problem } = texts.of(cells[columns.of[column]] ?? '');
    if (problem !== null) refusals.push(`"${name}" ${problem}.`);
    values[column] = text;
  }
  const text = (column: RegisterColumn) => values[column] ?? '';
  const required = (column: RegisterColumn) => {
    if (text(column) === '') refusals.push(`"${REGISTER_COLUMNS[column]}" is empty.`);
    return text(column);
  };
  const fase = (column: RegisterColumn) => {
    const number = parseFase(text(column));
    if (number === null && required(column) !== '') {
      refusals.push(`"${REGISTER_COLUMNS[column]}" is "${text(column)}", which is no FASE number (1 to 999999).`);
    }
    return number ?? 0;
  };
  const enterpriseNumber = (owner: string, column: RegisterColumn, read: (digits: string) => string | null) => {
    if (text(column) === '') return null;
    const number = read(text(column));
    if (number !== null) return number;
    notices.push(
      `${owner}: "${REGISTER_COLUMNS[column]}" is "${text(column)}", which is no such number: it is left out`,
    );
    return undefined;
  };
  const place = (owner: 'po' | 'school' | 'site'): Place => ({
    address: {
      ...texts.streetOf(text(`${owner}Street`)),
      postcode: text(`${owner}Postcode`),
      locality: text(`${owner}Locality`),
      country: DEFAULT_COUNTRY,
    },
    municipality: text(`${owner}Municipality`),
  });
  const coordinates = (): Coordinates | null => {
    if (text('latitude') === '' && text('longitude') === '') return null;
    const latitude = degrees(text('latitude'), 90);
    const longitude = degrees(text('longitude'), 180);
    if (latitude !== null && longitude !== null) return { latitude, longitude };
    const told = `"${text('latitude')}", "${text('longitude')}"`;
    notices.push(`Site ${text('siteFase')}: ${told} are no coordinates: they are left out`);
    return null;
  };
  const site = () => {
    if (text('siteFase') !== '') return { fase: fase('siteFase'), ...place('site'), coordinates: coordinates() };
    notices.push(`School ${text('schoolFase')}: "${REGISTER_COLUMNS.siteFase}" is empty: it is read without this site`);
    return null;
  };

  const row: RegisterRow = {
    po: {
      fase: fase('poFase'),
      name: required('poName'),
      enterpriseNumber: enterpriseNumber(`PO ${text('poFase')}`, 'poEnterpriseNumber', normaliseEnterpriseNumber),
      ...place('po'),
    },
    school: {
      fase: fase('schoolFase'),
      name: required('schoolName'),
      enterpriseNumber: enterpriseNumber(`School ${text('schoolFase')}`, 'schoolEnterpriseNumber', readUnitNumber),
      level: text('level'),
      network: text('network'),
      district: text('district'),
      zone: text('zone'),
      ...place('school'),
    },
    site: site(),
    teachingKind: teachingKind(text('teachingType'), text('genre')),
  };
  return { row: refusals.length === 0 ? row : null, refusals, notices };
}

/** A school bears the number of an establishment unit (2 to 8 in front) or of an enterprise: ten digits. */
function readUnitNumber(text: string): string | null {
  const digits = text.replace(/[\s.]/g, '');
  return /^\d{10}$/.test(digits) ? digits : null;
}

function degrees(text: string, limit: number): number | null {
  const value = /^-?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return Math.abs(value) <= limit ? value : null;
}

/** "Primaire spécialisé" says its genre; where a type does not, a genre out of the ordinary is added to it. */
function teachingKind(type: string, genre: string): string {
  if (genre === 'Ordinaire') return type;
  const told = foldForSearch(genre) === 'ordinaire' || foldForSearch(type).includes(foldForSearch(genre));
  return told ? type : `${type} ${genre.toLowerCase()}`.trim();
}
