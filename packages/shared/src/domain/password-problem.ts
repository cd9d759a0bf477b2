import { COMMON_PARTS, COMMON_PASSWORDS, SEQUENCES } from './common-passwords.ts';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, passwordLength } from './password-length.ts';
import { foldForSearch } from './text.ts';

/** What others know of the person, which a password must not be made of. */
export type PasswordContext = {
  /** First and last name. */
  name?: string | undefined;
  email?: string | null | undefined;
  poNames?: readonly string[] | undefined;
};

/**
 * Why a new password is refused, as a French sentence, or null. Length, not composition (NIST SP 800-63B §3.1.1.2):
 * what it refuses besides is what an attacker tries first. Never throws.
 */
export function passwordProblem(password: string, context: PasswordContext = {}): string | null {
  const length = passwordLength(password);
  if (length === 0) return 'Choisissez un mot de passe.';
  if (length < MIN_PASSWORD_LENGTH) {
    const counted = length === 1 ? '1 caractère' : `${length} caractères`;
    return `Ce mot de passe a ${counted} : il en faut au moins ${MIN_PASSWORD_LENGTH}. Une phrase de quatre ou cinq mots convient bien.`;
  }
  if (length > MAX_PASSWORD_LENGTH) {
    return `Ce mot de passe est trop long : ${MAX_PASSWORD_LENGTH} caractères au plus.`;
  }
  const plain = squeeze(password);
  const undisguised = squeeze(undisguise(password));
  if (isRepeated(plain)) return 'Ce mot de passe répète toujours la même chose. Choisissez-en un plus varié.';
  if (isSequence(plain)) return 'Ce mot de passe suit l’ordre du clavier ou des chiffres. Choisissez-en un autre.';
  const personal = contextProblem(undisguised, plain, context);
  if (personal) return personal;
  if (PRODUCT.some((name) => undisguised.includes(name)))
    return 'Ce mot de passe contient le nom de ce site. Choisissez d’autres mots.';
  if (isCommon(undisguised) || isCommon(plain)) {
    return 'Ce mot de passe est trop courant : il serait vite deviné. Choisissez d’autres mots.';
  }
  return null;
}

/** What people call this site, squeezed. */
const PRODUCT = ['guichetpo', 'extranetpo', 'extranetdespo'];

/** Folded, without spaces and punctuation: how lists of passwords see it. */
function squeeze(text: string): string {
  return foldForSearch(text).replaceAll(' ', '');
}

const disguises: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** `M0td3p@sse` read as `Motdepasse`. */
function undisguise(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => disguises[sign] ?? sign);
}

function isRepeated(text: string): boolean {
  if (new Set(text).size <= 4) return true;
  for (let length = 1; length <= Math.floor(text.length / 2); length += 1) {
    if (
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .startsWith(text) &&
      length <= 6
    )
      return true;
  }
  return false;
}

/** Whether runs of four or more neighbours, in either direction, make up nearly all of it. */
function isSequence(text: string): boolean {
  const rows = SEQUENCES.flatMap((row) => [row, [...row].reverse().join('')]);
  let left = 0;
  for (let start = 0; start < text.length; ) {
    let run = 1;
    while (start + run < text.length && rows.some((row) => row.includes(text.slice(start, start + run + 1)))) run += 1;
    if (run < 4) left += 1;
    start += run < 4 ? 1 : run;
  }
  return left <= 3;
}

function isCommon(text: string): boolean {
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return COMMON_PASSWORDS.some((known) => text === known || core === known) || isMadeOfCommonParts(text);
}

/** Whether less than five characters stand beside the common words and the digits: `azerty2024motdepasse!`. */
function isMadeOfCommonParts(text: string): boolean {
  const parts = [...COMMON_PARTS].sort((a, b) => b.length - a.length);
  let rest = text.replace(/\d+/g, ' ');
  let found = false;
  for (const part of parts) {
    // Short words of every sentence only count where a long one did: "de" is in half of the language.
    if (part.length <= 3 && !found) continue;
    if (!rest.includes(part)) continue;
    rest = rest.replaceAll(part, ' ');
    if (part.length > 3) found = true;
  }
  return rest.replaceAll(' ', '').length < 5;
}

const genericWords = new Set(
  (
    'ecole ecoles libre libres fondamentale maternelle primaire secondaire institut college saint sainte notre dame asbl ' +
    'pouvoir organisateur enseignement catholique centre comite scolaire specialise fondamental'
  ).split(' '),
);

function contextProblem(undisguised: string, plain: string, context: PasswordContext): string | null {
  const holds = (word: string) => undisguised.includes(undisguise(word)) || plain.includes(word);
  const names = words(context.name ?? '').filter((word) => word.length >= 4);
  if (names.some(holds)) return 'Ce mot de passe contient votre nom ou votre prénom. Choisissez d’autres mots.';
  const [local = '', domain = ''] = (context.email ?? '').split('@');
  const mailParts = [...words(local), squeeze(local), squeeze(domain.split('.')[0] ?? '')];
  if (mailParts.some((word) => word.length >= 5 && holds(word))) {
    return 'Ce mot de passe contient une partie de votre adresse e-mail. Choisissez d’autres mots.';
  }
  for (const poName of context.poNames ?? []) {
    const own = words(poName).filter((word) => word.length >= 5 && !genericWords.has(word));
    const whole = squeeze(poName);
    if (own.some(holds) || (whole.length >= 5 && holds(whole))) {
      return 'Ce mot de passe contient le nom de votre PO. Choisissez d’autres mots.';
    }
  }
  return null;
}

function words(text: string): string[] {
  return foldForSearch(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
