import { type SQL, sql } from 'drizzle-orm';

/** The beginning of an address, as it is looked up: it has a sign that names have not, and nothing that LIKE would read. */
export function addressBeginning(text: string): string | null {
  const typed = text.trim().toLowerCase();
  return typed.length >= 3 && /^[\p{L}\p{N}!#$&'*+/=?^`{|}~._%@-]+$/u.test(typed) && /[@.]/.test(typed)
    ? typed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
    : null;
}

/**
 * The digits of a number without what may stand before them (+, 00, the country, 0); null for what is no number: letters,
 * or fewer than six digits.
 */
export function phoneDigits(text: string): string | null {
  if (!/^[\d\s+()./-]+$/.test(text)) return null;
  const digits = text
    .replace('(0)', '')
    .replaceAll(/\D/g, '')
    .replace(/^(?:0032|32(?=\d{8,9}$)|00|0)/, '');
  return digits.length >= 6 ? digits : null;
}

/** A stored number (E.164) that begins so in Belgium or with its country, or ends so: each from an index of its own. */
export function phoneFits(column: string, digits: string): SQL {
  const name = sql.raw(column);
  const backwards = [...digits].reverse().join('');
  return sql`(${name} like ${`+32${digits}%`} or ${name} like ${`+${digits}%`} or reverse(${name}) like ${`${backwards}%`})`;
}
