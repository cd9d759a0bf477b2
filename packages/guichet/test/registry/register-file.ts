import { Readable } from 'node:stream';
import { REGISTER_COLUMNS, type RegisterColumn } from '../../src/registry/register-columns.ts';

/** Files of the register's format, with POs, schools and numbers that do not exist (FASE numbers from 900000 on). */

export type RegisterCells = Record<RegisterColumn, string>;

/** The header as the register writes it, with straight apostrophes and a column that nobody needs. */
export const HEADER = [...Object.values(REGISTER_COLUMNS), 'geolocalisation'].map((name) => name.replaceAll('’', "'"));

export const ROW: RegisterCells = {
  schoolFase: '900010',
  schoolName: 'École du Croquis',
  schoolEnterpriseNumber: '2999000010',
  teachingType: 'Primaire ordinaire',
  level: 'Fondamental',
  genre: 'Ordinaire',
  network: 'Libre confessionnel',
  schoolStreet: 'Rue de la Maquette 3',
  schoolPostcode: '5590',
  schoolLocality: 'CINEY',
  schoolMunicipality: 'Ciney',
  zone: 'Namur',
  district: 'Dinant',
  siteFase: '900100',
  siteStreet: 'Rue de la Maquette 3',
  sitePostcode: '5590',
  siteLocality: 'CINEY',
  siteMunicipality: 'Ciney',
  latitude: '50.2957',
  longitude: '5.1008',
  poFase: '900001',
  poName: 'PO du Croquis ASBL',
  poEnterpriseNumber: '1999000150',
  poStreet: 'Place de l’Esquisse 12 bte 2',
  poPostcode: '5590',
  poLocality: 'CINEY',
  poMunicipality: 'Ciney',
};

const SECOND_PO = {
  poFase: '900002',
  poName: 'Comité scolaire "Le Brouillon", Sainte-Ébauche',
  poEnterpriseNumber: '',
  poStreet: 'Rue du Brouillon 8',
  poPostcode: '6700',
  poLocality: 'ARLON',
  poMunicipality: 'Arlon',
  zone: 'Luxembourg',
  district: 'Arlon',
};

/** Two POs, three schools, three sites of which one is shared, one school at two sites and with two levels. */
export const ROWS: readonly RegisterCells[] = [
  ROW,
  { ...ROW, teachingType: 'Maternel ordinaire' },
  { ...ROW, level: 'Secondaire', teachingType: 'Secondaire ordinaire', siteFase: '900101', siteStreet: 'Grand-Rue 1' },
  // A PO and a school may bear the same number; this school shares the site of the first one.
  {
    ...ROW,
    schoolFase: '900001',
    schoolName: 'Institut de l’Esquisse',
    genre: 'Spécialisé',
    teachingType: 'Secondaire CEFA',
  },
  {
    ...ROW,
    ...SECOND_PO,
    schoolFase: '900020',
    schoolName: 'École "Le Brouillon"',
    siteFase: '900102',
    network: 'Officiel subventionné',
  },
];

/** The bytes of a file as published: the byte-order mark twice, CRLF, semicolons, quotes doubled. */
export function registerBytes(rows: readonly Partial<RegisterCells>[], header: readonly string[] = HEADER): Buffer {
  const lines = rows.map((row) => [
    ...Object.keys(REGISTER_COLUMNS).map((name) => row[name as RegisterColumn] ?? ''),
    '',
  ]);
  return Buffer.from(`\ufeff\ufeff${[header, ...lines].map(lineOf).join('')}`);
}

export function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')}\r\n`;
}

/** The bytes as a disk gives them, in chunks of this size. */
export function streamOf(bytes: Uint8Array, size = 64 * 1024): Readable {
  return Readable.from(
    (function* () {
      for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
    })(),
  );
}
