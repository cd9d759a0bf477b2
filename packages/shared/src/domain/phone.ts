import { type PhoneNumber, parsePhoneNumberFromString, parsePhoneNumberWithError } from 'libphonenumber-js/max';

/** Server only: the metadata of every country weighs more than a public page may. */

/** `e164` is `+3281223344`, with an extension `+3281223344;ext=12` (RFC 3966). */
export type ParsedPhone = { ok: true; e164: string } | { ok: false; message: string };

/**
 * Reads one telephone number as typed, Belgian unless it starts with + or 00: `081/22.33.44`, `0475 12 34 56`,
 * `+32 (0)81 22 33 44`, `0033 1 42 68 53 00`, `081 22 33 44 poste 12`. Numbers that their country's plan does not have
 * are refused. Returns the number or a French sentence that says what to do. Never throws.
 */
export function parsePhone(text: string): ParsedPhone {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:t[ée]l|gsm)\b\.?\s*:?\s*/i, '')
    .replace(/\b(?:poste|interne|int)\.?\s*(\d{1,7})$/i, 'ext. $1');
  if (typed === '') return refuse('Indiquez un numéro de téléphone, par exemple 081 22 33 44 ou 0475 12 34 56.');
  if ((typed.match(/\d/g) ?? []).length > 24) {
    return refuse('Il y a trop de chiffres pour un numéro. Indiquez un seul numéro de téléphone.');
  }
  try {
    const number = parsePhoneNumberWithError(typed, { defaultCountry: 'BE', extract: false });
    if (number.isValid()) return { ok: true, e164: storedForm(number) };
    return refuse('Ce numéro de téléphone n’existe pas. Vérifiez les chiffres et, hors de Belgique, commencez par +.');
  } catch (error) {
    return refuse(MESSAGES[error instanceof Error ? error.message : ''] ?? NO_NUMBER);
  }
}

const NO_NUMBER = 'Ceci n’est pas un numéro de téléphone. Indiquez des chiffres, par exemple 081 22 33 44.';

/** By the codes of libphonenumber-js' `ParseError`. */
const MESSAGES: Record<string, string> = {
  TOO_SHORT: 'Il manque des chiffres à ce numéro de téléphone. Vérifiez-le, avec le préfixe de la zone.',
  TOO_LONG: 'Il y a trop de chiffres pour un numéro. Indiquez un seul numéro de téléphone.',
  INVALID_COUNTRY: 'Le préfixe du pays n’existe pas. Vérifiez les chiffres après le +.',
};

/**
 * A stored number as people read it: Belgian ones `081 22 33 44`, the others `+33 1 42 68 53 00`, an extension as
 * `, poste 12`. A text that is no stored number comes back unchanged. Never throws.
 */
export function formatPhone(e164: string): string {
  const [digits = '', ext] = e164.split(';ext=');
  const number = parsePhoneNumberFromString(digits);
  if (!number) return e164;
  const shown = number.countryCallingCode === '32' ? number.formatNational() : number.formatInternational();
  return ext ? `${shown}, poste ${ext}` : shown;
}

function storedForm(number: PhoneNumber): string {
  return number.ext ? `${number.number};ext=${number.ext}` : number.number;
}

function refuse(message: string): ParsedPhone {
  return { ok: false, message };
}
