import { foldForSearch, normaliseText } from './text.ts';

/**
 * A postal address in the fields of the form. `number` holds the house number with its letter or range ("12 A",
 * "5-7"), `box` what follows "bte" without that word, `country` is ISO 3166-1 alpha-2. Missing fields are ''.
 */
export type PostalAddress = {
  street: string;
  number: string;
  box: string;
  postcode: string;
  locality: string;
  country: string;
};

export const DEFAULT_COUNTRY = 'BE';

/**
 * The address on one line: `rue de la Gare 3 bte 2, 5590 Ciney`, with the country's French name at the end unless it is
 * Belgium. Missing fields leave no trace. Never throws.
 */
export function formatAddress(address: PostalAddress): string {
  const box = withoutBoxWord(address.box);
  const door = [address.street, address.number, box === '' ? '' : `bte ${box}`].map(normaliseText).filter(Boolean);
  const town = [address.postcode, address.locality].map(normaliseText).filter(Boolean);
  const country = countryOf(address) === DEFAULT_COUNTRY ? '' : countryName(countryOf(address));
  return [door.join(' '), town.join(' '), country].filter(Boolean).join(', ');
}

let countryNames: Intl.DisplayNames | undefined;

/** The French name of a country ("Pays-Bas" for NL); the code itself when it is no country's. Never throws. */
export function countryName(code: string): string {
  countryNames ??= new Intl.DisplayNames('fr', { type: 'region', fallback: 'code' });
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
}

/** "12", "12A", "12 A", "12 bis", "5-7", "5 à 7", "2/D"; a word after a number ("24 Août") makes it part of a name. */
const HOUSE_NUMBER = String.raw`\d{1,5}(?:\s?(?:bis|ter|quater|[a-z]))?(?:(?:\s?[-/+]\s?|\s(?:à|et)\s)(?:\d{1,5}(?:\s?[a-z])?|[a-z]))*`;
const BOX_WORD = String.raw`(?:bo[iî]te|bte|bt|bus|box)\b\.?`;

const NUMBER_LAST = new RegExp(
  String.raw`^(?<street>.+?)[\s,]+(?:n[°o]\.?\s?)?(?<number>${HOUSE_NUMBER})(?:[\s,/-]*${BOX_WORD}\s*(?<box>[^\s,]+))?$`,
  'iu',
);
const NUMBER_FIRST = new RegExp(
  String.raw`^(?<number>${HOUSE_NUMBER})(?:[\s,/-]*${BOX_WORD}\s*(?<box>[^\s,]+))?\s*,\s*(?<street>\D.*)$`,
  'iu',
);

/**
 * Splits the line of a register into street, number and box: "Grand-Rue, 12 bte 3", "Place du Marché 12 A",
 * "Rue du 24 Août 3", "12, rue de la Gare". A line without a house number at its end (or in front of a comma) is all
 * street. Number and box are kept as written. Never throws.
 */
export function splitStreet(text: string): { street: string; number: string; box: string } {
  const line = normaliseText(text).replace(/[\s,]+$/, '');
  const found = (NUMBER_FIRST.exec(line) ?? NUMBER_LAST.exec(line))?.groups;
  return { street: found?.street ?? line, number: found?.number ?? '', box: found?.box ?? '' };
}

/** Forms of postcodes of Belgium and of the countries that members live in, with the words that describe them. */
const POSTCODES: Record<string, { form: RegExp; described: string }> = {
  BE: { form: /^[1-9]\d{3}$/, described: 'Un code postal belge a 4 chiffres, par exemple 5000.' },
  DE: { form: /^\d{5}$/, described: 'Un code postal allemand a 5 chiffres.' },
  FR: { form: /^\d{5}$/, described: 'Un code postal français a 5 chiffres.' },
  LU: { form: /^(L-?)?\d{4}$/, described: 'Un code postal luxembourgeois a 4 chiffres.' },
  NL: { form: /^[1-9]\d{3} ?[A-Z]{2}$/, described: 'Un code postal néerlandais a 4 chiffres et 2 lettres.' },
};

/**
 * What makes a text no postcode of the country (ISO 3166-1 alpha-2), as a French sentence that says what to do, or
 * null. Countries that are not listed may have any short code, or none. Never throws.
 */
export function postcodeProblem(postcode: string, country: string = DEFAULT_COUNTRY): string | null {
  const code = normaliseText(postcode).toUpperCase();
  const rule = POSTCODES[country.toUpperCase()];
  if (rule) {
    if (code === '') return `Indiquez le code postal. ${rule.described}`;
    return rule.form.test(code) ? null : `${rule.described} Vérifiez-le.`;
  }
  return /^[A-Z0-9 -]{0,12}$/.test(code) ? null : 'Ce code postal n’est pas correct. Vérifiez-le.';
}

/**
 * Whether two addresses are one place written in two ways: case, accents, punctuation, "12A" or "12 A", "12/3" or
 * number 12 box 3 do not count. Never throws.
 */
export function sameAddress(a: PostalAddress, b: PostalAddress): boolean {
  return addressKey(a) === addressKey(b);
}

function addressKey(address: PostalAddress): string {
  const door = foldForSearch(`${address.number} ${withoutBoxWord(address.box)}`);
  return [
    foldForSearch(address.street),
    door.replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, '$1$2 '),
    foldForSearch(address.postcode).replace(/ /g, ''),
    foldForSearch(address.locality),
    countryOf(address),
  ].join('|');
}

function countryOf(address: PostalAddress): string {
  return address.country.trim().toUpperCase() || DEFAULT_COUNTRY;
}

function withoutBoxWord(box: string): string {
  return normaliseText(box).replace(new RegExp(String.raw`^${BOX_WORD}\s*(?=.)`, 'iu'), '');
}
