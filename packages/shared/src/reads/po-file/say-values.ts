import { isCivilDate } from '../../domain/dates.ts';
import { sayBirthDate } from '../../domain/erased.ts';
import { formatEnterpriseNumber } from '../../domain/identifiers.ts';
import { formatPhone } from '../../domain/phone.ts';
import { formatAddress, type PostalAddress } from '../../domain/postal-address.ts';

/** How values on record are written out; '' for what is empty, erased, or of a shape that is not known any more. */
export const sayText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const sayBirth = (value: unknown): string => (isCivilDate(value) ? sayBirthDate(value) : '');

export const sayPhone = (value: unknown): string => formatIfGiven(value, formatPhone);

export const sayEnterpriseNumber = (value: unknown): string => formatIfGiven(value, formatEnterpriseNumber);

export function sayAddress(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const part = (name: keyof PostalAddress) => sayText((value as Record<string, unknown>)[name]);
  return formatAddress({
    ...{ street: part('street'), number: part('number'), box: part('box') },
    ...{ postcode: part('postcode'), locality: part('locality'), country: part('country') },
  });
}

export function sayList(value: unknown): string {
  return Array.isArray(value) ? value.map(sayText).filter(Boolean).join(', ') : '';
}

function formatIfGiven(value: unknown, format: (text: string) => string): string {
  const text = sayText(value);
  return text === '' ? '' : format(text);
}
