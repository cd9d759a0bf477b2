import { type CivilDate, parseDateText } from '../../domain/dates.ts';
import { DEFAULT_COUNTRY, type PostalAddress, postcodeProblem, splitStreet } from '../../domain/postal-address.ts';
import { foldForSearch, normaliseText } from '../../domain/text.ts';
import { dayOfSerial } from './file/excel-dates.ts';

/** `value` null: the cell is empty. */
export type ReadValue<T> = { ok: true; value: T | null } | { ok: false; message: string };

const EXCEL_ERROR = /^#(?:REF|N\/A|VALUE|VALEUR|DIV\/0|NAME|NOM|NULL|NUL|NUM|NOMBRE|SPILL|CALC|FORMULE|DATE)[!?]?/i;

/** What a cell shows instead of a value, in French; null when it holds one. */
export function cellProblem(cell: string): string | null {
  if (cell.startsWith('#FORMULE!'))
    return 'Cette formule n’a pas été calculée. Ouvrez le fichier dans Excel, enregistrez-le, puis recommencez.';
  if (EXCEL_ERROR.test(cell)) return `Cette cellule contient une erreur d’Excel (${cell.slice(0, 20)}).`;
  if (/^[=@]|^\+[A-Za-z]/.test(cell)) return 'Cette cellule contient une formule au lieu d’une valeur.';
  if (/^#+$/.test(cell))
    return 'Cette cellule ne contient que des dièses : la colonne était trop étroite au moment de l’export.';
  return null;
}

/** Below this a bare number is no serial number of Excel: 1927 in its calendar. */
const FIRST_SERIAL = 10_000;

/**
 * A day as lists write it: 1/3/24, 01.03.2024, 2024-03-01, "1 mars 2024", with a time behind it, or the serial number of
 * a cell that lost its format. The day comes before the month; two digits of a year are the latest such year that is not
 * more than six years ahead (`TWO_DIGIT_YEARS_AHEAD`); a birth date lies behind.
 */
export function readDay(cell: string, how: { isBirth: boolean; today: CivilDate }): ReadValue<CivilDate> {
  const text = normaliseText(cell).replace(/[T ]\d{1,2}[:h]\d{2}(:\d{2})?([.,]\d+)?( ?(AM|PM))?Z?$/i, '');
  if (text === '') return { ok: true, value: null };
  if (/^\d{5}(\.\d+)?$/.test(text) && Number(text) >= FIRST_SERIAL) {
    const day = dayOfSerial(Number(text), false);
    if (day) return { ok: true, value: day };
  }
  const parsed = parseDateText(text);
  if (!parsed.ok) return { ok: false, message: parsed.message };
  const twoDigits = /(^|\D)\d{2}$/.test(text) && !/\d{4}/.test(text);
  if (how.isBirth && twoDigits && parsed.date > how.today) return { ok: true, value: aCenturyBefore(parsed.date) };
  return { ok: true, value: parsed.date };
}

function aCenturyBefore(date: CivilDate): CivilDate {
  const year = Number(date.slice(0, 4)) - 100;
  // 1900 had no 29th of February.
  return date.slice(5) === '02-29' && year % 400 !== 0 && year % 100 === 0
    ? `${year}-02-28`
    : `${year}${date.slice(4)}`;
}

const TOWN = /^(?:(?:B|BE|L|F|D|NL)\s?-\s?)?(\d{4,5})\s+(\D.*)$/i;
const COUNTRIES: Record<string, string> = {
  belgique: 'BE',
  belgie: 'BE',
  belgium: 'BE',
  b: 'BE',
  be: 'BE',
  france: 'FR',
  f: 'FR',
  fr: 'FR',
  luxembourg: 'LU',
  'grand duche de luxembourg': 'LU',
  gdl: 'LU',
  l: 'LU',
  lu: 'LU',
  allemagne: 'DE',
  d: 'DE',
  de: 'DE',
  'pays bas': 'NL',
  nl: 'NL',
};

export type AddressCells = Partial<
  Record<'address' | 'streetLine' | 'street' | 'number' | 'box' | 'town' | 'postcode' | 'locality' | 'country', string>
>;

/** An address from one cell or several; incomplete ones are refused, since half an address takes no letter anywhere. */
export function readAddress(cells: AddressCells): ReadValue<PostalAddress> {
  const text = Object.fromEntries(
    Object.entries(cells).map(([key, value]) => [key, normaliseText(value)]),
  ) as AddressCells;
  const given = ['address', 'streetLine', 'street', 'town', 'postcode', 'locality'] as const;
  if (given.every((key) => !text[key])) return { ok: true, value: null };
  const { line, town } = text.address ? cutAddress(text.address) : { line: '', town: '' };
  const split = splitStreet(text.streetLine || line || '');
  const found = TOWN.exec(text.town || town || '');
  const address: PostalAddress = {
    street: text.street || split.street,
    number: text.number || split.number,
    box: text.box || split.box,
    postcode: (text.postcode || found?.[1] || '').replace(/^B-?\s?/i, ''),
    locality: text.locality || found?.[2] || '',
    country: countryOf(text.country ?? ''),
  };
  const missing = [
    address.street === '' && 'la rue',
    address.number === '' && 'le numéro',
    address.locality === '' && 'la localité',
  ].filter((part) => part !== false);
  if (address.country === '') return { ok: false, message: `Le pays « ${text.country} » n’est pas reconnu.` };
  const problem = postcodeProblem(address.postcode, address.country);
  if (missing.length > 0) return { ok: false, message: `Il manque ${missing.join(', ')} dans l’adresse.` };
  return problem ? { ok: false, message: problem } : { ok: true, value: address };
}

/** "Rue de la Gare 3 bte 2, 5590 Ciney": the last four or five digits with a word behind them begin the town. */
function cutAddress(text: string): { line: string; town: string } {
  const cut = /^(.*?)[\s,;-]+((?:(?:B|BE|L|F)\s?-\s?)?\d{4,5}\s+\p{L}.*)$/iu.exec(text);
  return { line: (cut?.[1] ?? text).replace(/[\s,;-]+$/, ''), town: cut?.[2] ?? '' };
}

function countryOf(text: string): string {
  if (text === '') return DEFAULT_COUNTRY;
  return COUNTRIES[foldForSearch(text)] ?? (/^[A-Z]{2}$/.test(text) ? text : '');
}
