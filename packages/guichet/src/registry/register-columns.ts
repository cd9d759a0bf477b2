import { foldForSearch } from '@guichet/shared/domain/text';
import { refuse } from './refusal.ts';

/** The columns of the register that are read, as it writes them. */
export const REGISTER_COLUMNS = {
  schoolFase: 'N° FASE de l’établissement',
  schoolName: 'Nom de l’établissement',
  schoolEnterpriseNumber: 'Numéro BCE de l’établissement',
  teachingType: 'Type d’enseignement',
  level: 'Niveau',
  genre: 'Genre',
  network: 'Réseau',
  schoolStreet: 'Adresse de l’établissement',
  schoolPostcode: 'Code postal de l’établissement',
  schoolLocality: 'Localité de l’établissement',
  schoolMunicipality: 'Commune de l’établissement',
  zone: 'Bassin',
  district: 'Arrondissement administratif',
  siteFase: 'N° FASE de l’implantation',
  siteStreet: 'Adresse de l’implantation',
  sitePostcode: 'Code postal de l’implantation',
  siteLocality: 'Localité de l’implantation',
  siteMunicipality: 'Commune de l’implantation',
  latitude: 'Latitude',
  longitude: 'Longitude',
  poFase: 'N° FASE du P.O.',
  poName: 'Nom de P.O.',
  poEnterpriseNumber: 'N° BCE du P.O.',
  poStreet: 'Adresse du P.O.',
  poPostcode: 'Code postal du P.O.',
  poLocality: 'Localité du P.O.',
  poMunicipality: 'Commune du P.O.',
} as const;

export type RegisterColumn = keyof typeof REGISTER_COLUMNS;

/** Says again what latitude and longitude say. */
const IGNORED = ['geolocalisation'];

/** The same as a list. */
export const COLUMNS = Object.entries(REGISTER_COLUMNS) as [RegisterColumn, string][];

/** Where each column stands. Their order is free; case, accents and punctuation of their names do not count. */
export type ColumnPlaces = { of: Record<RegisterColumn, number>; count: number };

/** @throws RegisterRefusedError that names every column that is missing, unknown or there twice */
export function readHeader(header: readonly string[]): ColumnPlaces {
  if (header.length === 1) refuseSeparator(header[0] ?? '');
  const names = header.map(foldForSearch);
  const expected = new Set([...COLUMNS.map(([, name]) => name), ...IGNORED].map(foldForSearch));
  const missing = COLUMNS.filter(([, name]) => !names.includes(foldForSearch(name)));
  const unknown = header.filter((name) => !expected.has(foldForSearch(name)));
  const twice = header.filter((_, index) => names.indexOf(names[index] ?? '') < index);
  if (missing.length + unknown.length + twice.length > 0) {
    refuse(
      [
        'The header is not that of the register.',
        tell(
          'Missing',
          missing.map(([, name]) => name),
        ),
        tell('Unknown', unknown),
        tell('There twice', twice),
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      1,
    );
  }
  const places = COLUMNS.map(([column, name]) => [column, names.indexOf(foldForSearch(name))]);
  return { of: Object.fromEntries(places) as Record<RegisterColumn, number>, count: header.length };
}

function tell(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${what}: ${names.map((name) => `"${name}"`).join(', ')}.`;
}

function refuseSeparator(line: string): void {
  const other = [',', '\t', '|'].find((separator) => line.split(separator).length >= COLUMNS.length);
  const found = other === undefined ? '' : `, and this header has ${other === '\t' ? 'tabs' : `"${other}"`}`;
  refuse(`The columns of the register are separated by semicolons (;)${found}.`, 1);
}
