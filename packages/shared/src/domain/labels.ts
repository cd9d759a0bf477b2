import { foldForSearch, normaliseText } from './text.ts';
import { countryName, DEFAULT_COUNTRY, type PostalAddress } from './postal-address.ts';

/** What a letter goes to: a person or a PO. */
export type Addressee = { id: string; firstName: string; lastName: string; address: PostalAddress };

/**
 * The lines of a label as bpost asks for them: who, the street with number and box, the postcode and the town in
 * capitals, the country when it is another one. Null when a letter would not arrive: no street, postcode or town.
 */
export function labelLines(name: string, address: PostalAddress): string[] | null {
  const { street, number, box, postcode, locality } = address;
  const isMissing = [street, postcode, locality].some((part) => normaliseText(part) === '');
  if (isMissing) return null;
  const country = address.country.trim().toUpperCase() || DEFAULT_COUNTRY;
  const door = normaliseText(`${street} ${number}`) + (box.trim() === '' ? '' : ` bte ${normaliseText(box)}`);
  return [
    name,
    door,
    `${normaliseText(postcode)} ${normaliseText(locality).toUpperCase()}`,
    ...(country === DEFAULT_COUNTRY ? [] : [countryName(country).toUpperCase()]),
  ];
}

/** People of one last name at one address get one letter: "Marie et Paul Modèle". In the order of the first of each. */
export function joinHouseholds(people: readonly Addressee[]): Addressee[] {
  const homes = new Map<string, Addressee[]>();
  for (const person of people) {
    const { street, number, box, postcode, locality, country } = person.address;
    const home = [person.lastName, street, number, box, postcode, locality, country].map(foldForSearch).join('|');
    // Nobody is known to live together at no address.
    const key = normaliseText(street) === '' ? person.id : home;
    homes.set(key, [...(homes.get(key) ?? []), person]);
  }
  return [...homes.values()].flatMap((home) => {
    const [first, ...others] = home;
    if (!first) return [];
    const names = [...new Set([first, ...others].map(({ firstName }) => firstName))];
    const last = names.pop() ?? '';
    return [{ ...first, firstName: names.length === 0 ? last : `${names.join(', ')} et ${last}` }];
  });
}
