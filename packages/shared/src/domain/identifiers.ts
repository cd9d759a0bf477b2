/**
 * The ten digits of an enterprise number, or null when the text is not the number of a legal person. Tolerates dots,
 * spaces, hyphens, the prefixes BE and TVA, and the nine-digit numbers from before 2008 (a 0 in front is added).
 * Source: Crossroads Bank for Enterprises (BCE): first digit 0 or 1, last two digits 97 less the first eight mod 97.
 */
export function normaliseEnterpriseNumber(text: string): string | null {
  const digits = enterpriseDigits(text);
  return digits !== null && /^[01]\d{9}$/.test(digits) && hasCheckDigits(digits) ? digits : null;
}

/**
 * What makes a text no enterprise number of a PO, as a French sentence that says what to do, or null. Same rules and
 * source as `normaliseEnterpriseNumber`. Never throws.
 */
export function enterpriseNumberProblem(text: string): string | null {
  if (text.trim() === '') return 'Indiquez le numéro d’entreprise, par exemple 0123.456.749.';
  const digits = enterpriseDigits(text);
  if (digits === null) return 'Un numéro d’entreprise ne contient que des chiffres, par exemple 0123.456.749.';
  if (digits.length !== 10) return `Un numéro d’entreprise a 10 chiffres. Vous en avez indiqué ${countDigits(text)}.`;
  if (/^[2-8]/.test(digits)) {
    return 'Ceci est un numéro d’unité d’établissement. Indiquez le numéro d’entreprise, qui commence par 0 ou 1.';
  }
  if (digits.startsWith('9')) return 'Un numéro d’entreprise commence par 0 ou 1. Vérifiez-le.';
  return hasCheckDigits(digits) ? null : 'Ce numéro d’entreprise n’existe pas. Vérifiez chaque chiffre.';
}

/** `0123456749` as it is printed: `0123.456.749`. A text that is not ten digits comes back unchanged. */
export function formatEnterpriseNumber(number: string): string {
  return number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3');
}

/**
 * The FASE number of a PO or of a school, 1 to 999999, or null when the text is none. Tolerates white space around and
 * zeros in front. Source: the register of the Fédération Wallonie-Bruxelles numbers POs and schools apart.
 */
export function parseFase(text: string): number | null {
  const digits = text.normalize('NFKC').trim();
  const number = /^0*\d{1,6}$/.test(digits) ? Number(digits) : 0;
  return number > 0 ? number : null;
}

function enterpriseDigits(text: string): string | null {
  const bare = text
    .normalize('NFKC')
    .replace(/^\s*(TVA\b)?\s*:?\s*(BE)?/i, '')
    .replace(/[\s.\u2010-\u2015-]/g, '');
  if (!/^\d+$/.test(bare)) return null;
  return bare.length === 9 ? `0${bare}` : bare;
}

function countDigits(text: string): number {
  return text.normalize('NFKC').match(/\d/g)?.length ?? 0;
}

function hasCheckDigits(digits: string): boolean {
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
}
