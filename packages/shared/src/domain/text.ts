/** Every white space and line break, but not U+FEFF, which would hide inside a word and must be refused there. */
const WHITE_SPACE = /[\t\n\v\f\r\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Hyphenation hints that copying from a document brings along; they are invisible and mean nothing. */
const SOFT_HYPHENS = /\u00ad/g;

/**
 * Text of one line as it is stored: Unicode NFC, soft hyphens dropped, every run of white space (line breaks and
 * no-break spaces included) made one space, none at the ends. Idempotent. Never throws; see `textProblem` for what
 * must be refused afterwards.
 */
export function normaliseText(value: string): string {
  return value.replace(SOFT_HYPHENS, '').replace(WHITE_SPACE, ' ').trim().normalize('NFC');
}

/**
 * Text of several lines as it is stored: NFC, soft hyphens dropped, line breaks as `\n`, no white space at the end of
 * lines, at most one empty line in a row, none at the ends. Idempotent. Never throws.
 */
export function normaliseMultiline(value: string): string {
  return value
    .replace(SOFT_HYPHENS, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC');
}

const CONTROL = /[^\P{Cc}\t\n\r]/u;
const BROKEN = /[\ud800-\udfff\ufffd-\uffff]/u;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const INVISIBLE =
  /[\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/;
const TAGS = /[\u{e0000}-\u{e007f}]/u;
/** Joiners have a meaning between letters, and glue the parts of some emoji; anywhere else they only hide. */
const JOINER_IN_PLACE =
  /([\p{L}\p{M}]|\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)[\u200c\u200d](?=[\p{L}\p{Extended_Pictographic}])/gu;
const JOINER = /[\u200c\u200d]/;

/**
 * What makes a text unfit to be stored or shown, as a French sentence that says what to do, or null. Refuses control
 * characters (NUL included; tabs and line breaks pass, `normaliseText` removes them), lone surrogates and characters
 * lost in a conversion, marks that turn the direction of writing around, and invisible characters other than joiners
 * between letters. Give it the normalised text. Never throws.
 */
export function textProblem(value: string): string | null {
  if (CONTROL.test(value)) return `Ce texte contient un caractère de commande invisible. ${RETYPE}`;
  if (BROKEN.test(value)) return `Ce texte contient un caractère abîmé. ${RETYPE}`;
  if (DIRECTION.test(value)) return `Ce texte contient un caractère qui change le sens de l’écriture. ${RETYPE}`;
  if (INVISIBLE.test(value) || TAGS.test(value) || JOINER.test(value.replace(JOINER_IN_PLACE, '$1'))) {
    return `Ce texte contient un caractère invisible. ${RETYPE}`;
  }
  return null;
}

const RETYPE = 'Effacez-le et tapez-le à nouveau, sans le copier d’un autre document.';

/** Letters that Unicode does not decompose into a plain letter and an accent. */
const PLAIN_LETTERS: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/**
 * The text as searches and comparisons see it: lower case, no accents (œ, æ and ß spelled out), every apostrophe,
 * hyphen and other punctuation a space, single spaces, none at the ends. "L’Hôte-Cœur" gives "l hote coeur".
 * Idempotent. Never throws. Empty when there is no letter or digit.
 */
export function foldForSearch(value: string): string {
  return value
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[œæßøłđðþıς]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
