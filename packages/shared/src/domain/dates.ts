/**
 * A day of the calendar without time or zone, as an ISO 8601 string `YYYY-MM-DD` (years 0001 to 9999). The order of
 * the strings is the order of the days. The type is an alias: `isCivilDate` is what proves a value.
 */
export type CivilDate = string;

const MILLISECONDS_PER_DAY = 86_400_000;

const brusselsCalendar = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Brussels',
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * The civil date in Europe/Brussels at the instant `now`, which is what "today" means everywhere in the product
 * (DESIGN.md §4.4).
 * @throws RangeError when `now` is an invalid Date
 */
export function todayInBrussels(now: Date): CivilDate {
  const parts = brusselsCalendar.formatToParts(now);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return assertCivilDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

/** Number of days of a month of the Gregorian calendar; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether `value` is a string `YYYY-MM-DD` that names a day that exists, from 0001-01-01 to 9999-12-31. */
export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const { year, month, day } = numbersOf(value);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/**
 * Returns `value` unchanged when it is a civil date.
 * @throws RangeError otherwise
 */
export function assertCivilDate(value: unknown): CivilDate {
  if (!isCivilDate(value)) throw new RangeError(`Expected a civil date YYYY-MM-DD, got ${JSON.stringify(value)}`);
  return value;
}

/**
 * The day `n` days after `date` (before it when `n` is negative).
 * @throws RangeError when `date` is not a civil date, `n` is not an integer, or the result leaves the years 0001-9999
 */
export function addDays(date: CivilDate, n: number): CivilDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`Expected a whole number of days, got ${n}`);
  const moved = new Date((dayNumber(date) + n) * MILLISECONDS_PER_DAY);
  const year = moved.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`${date} moved by ${n} days leaves the years 0001 to 9999`);
  return civilDate(year, moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** The day before `date`. @throws RangeError when `date` is not a civil date or is 0001-01-01 */
export function dayBefore(date: CivilDate): CivilDate {
  return addDays(date, -1);
}

/** The day after `date`. @throws RangeError when `date` is not a civil date or is 9999-12-31 */
export function dayAfter(date: CivilDate): CivilDate {
  return addDays(date, 1);
}

/** Days from `from` to `to`: 0 for the same day, negative when `to` is earlier. @throws RangeError on no civil date */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Order of two days for `sort`: negative when `a` is earlier, 0 when they are the same, positive when `a` is later. */
export function compareDates(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Age in whole years on `day` of a person born on `birthDate`. Who is born on 29 February is a year older on 1 March
 * of common years. Negative when `day` is before the birth.
 * @throws RangeError when one of them is not a civil date
 */
export function ageOn(birthDate: CivilDate, day: CivilDate): number {
  const years = numbersOf(assertCivilDate(day)).year - numbersOf(assertCivilDate(birthDate)).year;
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The day as three strings for three form fields, month as a number: `{ day: '1', month: '9', year: '2026' }`. */
export function splitDate(date: CivilDate): { day: string; month: string; year: string } {
  const { month, day } = numbersOf(assertCivilDate(date));
  return { day: String(day), month: String(month), year: date.slice(0, 4) };
}

/** Builds the string from numbers that are known to name a real day. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return assertCivilDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
}

function numbersOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Days since 1970-01-01, in UTC so that no change of hour matters; `setUTCFullYear` because `Date.UTC(99)` is 1999. */
function dayNumber(date: CivilDate): number {
  const { year, month, day } = numbersOf(assertCivilDate(date));
  return new Date(0).setUTCFullYear(year, month - 1, day) / MILLISECONDS_PER_DAY;
}

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** The day as Belgians write it, without leading zeros: `1/9/2026`. @throws RangeError when not a civil date */
export function formatDate(date: CivilDate): string {
  const { day, month, year } = splitDate(date);
  return `${day}/${month}/${year}`;
}

/** The day in French words: `1er septembre 2026`, `2 septembre 2026`. @throws RangeError when not a civil date */
export function formatLongDate(date: CivilDate): string {
  const { day, month, year } = splitDate(date);
  return `${day === '1' ? '1er' : day} ${MONTHS[Number(month) - 1]} ${year}`;
}

export type DatePart = 'day' | 'month' | 'year';

/** `part` is the field that the message is about, for the link of an error summary; `all` when nothing was given. */
export type ParsedDate = { ok: true; date: CivilDate } | { ok: false; part: DatePart | 'all'; message: string };

/**
 * A year of two digits is the latest such year that lies at most this far ahead: in 2026, 32 is 2032 and 33 is 1933.
 * Mandates are told a term ahead at most; birth dates lie behind.
 */
export const TWO_DIGIT_YEARS_AHEAD = 6;

const PART_NAMES: Record<DatePart, string> = { day: 'le jour', month: 'le mois', year: 'l’année' };

/**
 * Reads a date typed in three fields, or whole in one of them. Tolerates spaces, full-width digits, `1er`, months by
 * name or by the first letters of one (three at least, with or without accents or a final full stop), and two-digit
 * years (`TWO_DIGIT_YEARS_AHEAD`, by the clock). Years before 1000 are refused: nobody means them.
 * Returns the date, or the part at fault and a French sentence that says what is wrong and what to do. Never throws.
 */
export function parseDateParts(parts: { day: string; month: string; year: string }): ParsedDate {
  const typed = { day: clean(parts.day), month: clean(parts.month), year: clean(parts.year) };
  const boxes = Object.values(typed);
  return boxes.some(isSeveralParts) ? parseDateText(boxes.join(' ')) : readParts(typed);
}

function readParts(typed: Record<DatePart, string>): ParsedDate {
  const missing = (['day', 'month', 'year'] as const).filter((part) => typed[part] === '');
  if (missing.length === 3) return refuse('all', 'Indiquez le jour, le mois et l’année, par exemple 1 9 2026.');
  if (missing[0]) {
    return refuse(missing[0], `Indiquez aussi ${missing.map((part) => PART_NAMES[part]).join(' et ')}.`);
  }

  const day = /^\d{1,2}(er)?$/.test(typed.day) ? Number.parseInt(typed.day, 10) : 0;
  if (day < 1 || day > 31) return refuse('day', 'Le jour doit être un nombre de 1 à 31.');

  const month = monthNumber(typed.month);
  if (month === null) {
    return refuse('month', 'Le mois doit être un nombre de 1 à 12 ou un nom, par exemple 9 ou septembre.');
  }
  if (month > 12 && month <= 31 && day <= 12) {
    return refuse('month', `Il n’y a pas de mois ${month}. Indiquez d’abord le jour, puis le mois.`);
  }
  if (month < 1 || month > 12) return refuse('month', 'Le mois doit être un nombre de 1 à 12.');

  const year = yearNumber(typed.year);
  if (year === null) return refuse('year', 'L’année doit avoir quatre chiffres, par exemple 2026.');

  const last = daysInMonth(year, month);
  if (day > last) return refuse('day', noSuchDay(day, month, year, last));
  return { ok: true, date: civilDate(year, month, day) };
}

/**
 * Reads a date typed in one field: `1/9/26`, `01-09-2026`, `1.9.2026`, `1 septembre 2026`, `mardi 1er sept. 2026`,
 * `2026-09-01`. The day comes first unless the text starts with a four-digit year. Same tolerance and same messages as
 * `parseDateParts`. Never throws.
 */
export function parseDateText(text: string): ParsedDate {
  const words = clean(text)
    .replace(/^le\s+/, '')
    .replace(/^(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\s+/, '')
    .replace(/^(\d{1,2})\s+er\b/, '$1er')
    // Eight digits in a row: the day, the month and the year.
    .replace(/^(\d\d)(\d\d)(\d{4})$/, '$1 $2 $3')
    .split(SEPARATORS)
    .filter((word) => word !== '');
  const [first = '', second = '', third = ''] = words;
  if (words.length > 3) {
    return refuse('all', 'Indiquez une seule date, avec le jour, le mois et l’année, par exemple 1/9/2026.');
  }
  if (words.length === 1) {
    return refuse('all', 'Indiquez le jour, le mois et l’année, séparés par un trait, par exemple 1/9/2026.');
  }
  if (words.length === 2 && /^\d{4}$/.test(second)) return readParts({ day: '', month: first, year: second });
  const yearFirst = /^\d{4}$/.test(first);
  return readParts(yearFirst ? { year: first, month: second, day: third } : { day: first, month: second, year: third });
}

const SEPARATORS = /[\s/.,\u2010-\u2015-]+/;

/** Whether a box of a date holds more than its own part: `1/9/2026`, `1 septembre`, `01092026`. */
function isSeveralParts(text: string): boolean {
  return /^\d{8}$/.test(text) || text.split(SEPARATORS).filter((word) => /^\p{L}|^\d/u.test(word)).length > 1;
}

function refuse(part: DatePart | 'all', message: string): ParsedDate {
  return { ok: false, part, message };
}

/** NFKC turns full-width digits and no-break spaces into plain ones. */
function clean(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** 1 to 12 for a name, whatever number was typed in one or two digits, or null. */
function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const start = withoutAccents(text).replace(/\.$/, '');
  if (start.length < 3) return null;
  const matches = MONTHS.flatMap((name, index) => (withoutAccents(name).startsWith(start) ? [index + 1] : []));
  return matches.length === 1 && matches[0] !== undefined ? matches[0] : null;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function yearNumber(text: string): number | null {
  if (/^[1-9]\d{3}$/.test(text)) return Number(text);
  if (!/^\d{2}$/.test(text)) return null;
  const latest = new Date().getUTCFullYear() + TWO_DIGIT_YEARS_AHEAD;
  const year = latest - (latest % 100) + Number(text);
  return year > latest ? year - 100 : year;
}

function noSuchDay(day: number, month: number, year: number, last: number): string {
  if (month === 2 && day === 29) return `Il n’y a pas de 29 février en ${year}. Vérifiez le jour et l’année.`;
  const name = MONTHS[month - 1] ?? '';
  return `${name[0]?.toUpperCase()}${name.slice(1)} n’a pas ${day} jours. Indiquez un jour de 1 à ${last}.`;
}
