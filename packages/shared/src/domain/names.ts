import { type CivilDate, isCivilDate } from './dates.ts';
import { editDistance } from './edit-distance.ts';
import { sameEmail } from './email.ts';
import { foldForSearch, normaliseText } from './text.ts';

/** Somebody as a request names them: the date of birth and the e-mail may be unknown. */
export type AskedIdentity = {
  lastName: string;
  firstName: string;
  birthDate?: CivilDate | null | undefined;
  email?: string | null | undefined;
};

/** Somebody as the register knows them. */
export type KnownIdentity = {
  lastName: string;
  firstName: string;
  birthDate: CivilDate | null;
  email?: string | null | undefined;
};

/** `reasons` are French noun phrases for staff, without capital or full stop; empty when the match is `none`. */
export type IdentityMatch = { match: 'exact' | 'probable' | 'none'; reasons: string[] };

/**
 * The text that is equal for two records of one identity: last name, first name and date of birth (DESIGN.md §2), the
 * names folded by `foldForSearch`. Used to look persons up and to lock an identity.
 * @throws RangeError when the date is not a civil date
 */
export function identityKey(person: { lastName: string; firstName: string; birthDate: CivilDate }): string {
  if (!isCivilDate(person.birthDate)) throw new RangeError(`Expected a civil date, got ${String(person.birthDate)}`);
  return `${foldForSearch(person.lastName)}|${foldForSearch(person.firstName)}|${person.birthDate}`;
}

/** "Jeanne Lambert": first name, then last name, white space normalised. */
export function formatName(person: { firstName: string; lastName: string }): string {
  return normaliseText(`${person.firstName} ${person.lastName}`);
}

/** Two letters for a badge: of the first and the last word of a name, or of its only word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word));
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : first.slice(1);
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}

/**
 * Whether one word mixes letters of two alphabets that look alike (Latin, Cyrillic, Greek), as a name made to be taken
 * for another one does. Two words in two alphabets are fine.
 */
export function hasMixedScripts(value: string): boolean {
  const words = value.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1);
}

const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/**
 * How alike two names are, from 0 (nothing in common) to 1 (same letters), on folded text. The order of the words and
 * the way they are joined do not count ("Van den Berg" and "Vandenberg", "Lambert Jeanne" and "Jeanne Lambert" give
 * 1). Symmetric. 0 when one of them has no letter.
 */
export function nameSimilarity(a: string, b: string): number {
  return likenessOf(wordsOf(a), wordsOf(b));
}

function likenessOf(wordsA: string[], wordsB: string[]): number {
  if (wordsA.length === 0 || wordsB.length === 0) return 0;
  return Math.max(
    letterSimilarity(wordsA.join(''), wordsB.join('')),
    letterSimilarity([...wordsA].sort().join(''), [...wordsB].sort().join('')),
    pairedWords(wordsA, wordsB),
  );
}

/** Below this, two names are not one name mistyped: it lets "Jean" be "Jan" and "Dupont" be "Dupond". */
export const NEAR = 0.75;

/** In what two identities are alike; `birth` of the first two says how the dates of birth compare. */
export type IdentitySign =
  | { kind: 'same-names' | 'swapped-names'; birth: BirthComparison }
  | { kind: 'other-cut' | 'near-names' | 'near-swapped-names' | 'part-of-first-name' | 'part-of-last-name' }
  | { kind: 'same-email'; names: 'both' | 'last' | 'first' };

/**
 * Everything in which two identities are alike, each with its reason in French (a noun phrase for staff, without capital
 * or full stop). Never throws; names without a letter are like nobody's.
 */
export function identitySigns(asked: AskedIdentity, known: KnownIdentity): (IdentitySign & { reason: string })[] {
  const [whom, who] = [foldedNames(asked), foldedNames(known)];
  const last = { asked: whom.last, known: who.last };
  const first = { asked: whom.first, known: who.first };
  if ([last.asked, last.known, first.asked, first.known].includes('')) return [];
  const birth = compareBirthDates(asked.birthDate, known.birthDate);
  const [sameLast, sameFirst] = [last.asked === last.known, first.asked === first.known];
  const signs: (IdentitySign & { reason: string })[] = [];
  if (sameLast && sameFirst) {
    const reason =
      birth === 'same' ? 'mêmes nom, prénom et date de naissance' : `mêmes nom et prénom, ${BIRTH_LABELS[birth]}`;
    signs.push({ kind: 'same-names', birth, reason });
  } else if (last.asked === first.known && first.asked === last.known) {
    signs.push({ kind: 'swapped-names', birth, reason: `nom et prénom inversés, ${BIRTH_LABELS[birth]}` });
  } else if (birth === 'same') {
    const alike = alikeNames(asked, known);
    if (alike) signs.push({ kind: alike.kind, reason: `même date de naissance, ${alike.reason}` });
  }
  if ((sameLast || sameFirst) && sameEmail(asked.email ?? '', known.email ?? '')) {
    const names = sameLast && sameFirst ? 'both' : sameLast ? 'last' : 'first';
    signs.push({ kind: 'same-email', names, reason: `même adresse e-mail et ${NAMES_LABELS[names]}` });
  }
  return signs;
}

type FoldedNames = { lastName: string; firstName: string; last: string; first: string };

/** Somebody is compared with many: their names are folded once, as long as they are what they were. */
const folded = new WeakMap<object, FoldedNames>();

function foldedNames(person: { lastName: string; firstName: string }): FoldedNames {
  const { lastName, firstName } = person;
  const known = folded.get(person);
  if (known && known.lastName === lastName && known.firstName === firstName) return known;
  const names = { lastName, firstName, last: foldForSearch(lastName), first: foldForSearch(firstName) };
  folded.set(person, names);
  return names;
}

const NAMES_LABELS = { both: 'mêmes nom et prénom', last: 'même nom', first: 'même prénom' };

/**
 * Compares somebody named in a request with somebody in the register. `exact` is the identity of DESIGN.md §2: same
 * folded last name, first name and date of birth, nothing approximate. `probable` is for staff to judge, with every
 * reason that holds. Never throws; names without a letter match nobody.
 */
export function compareIdentity(asked: AskedIdentity, known: KnownIdentity): IdentityMatch {
  const signs = identitySigns(asked, known);
  const exact = signs.find((sign) => sign.kind === 'same-names' && sign.birth === 'same');
  if (exact) return { match: 'exact', reasons: [exact.reason] };
  return { match: signs.length > 0 ? 'probable' : 'none', reasons: signs.map(({ reason }) => reason) };
}

export type BirthComparison = 'same' | 'swapped' | 'different' | 'not-given' | 'not-known';

const BIRTH_LABELS: Record<BirthComparison, string> = {
  same: 'même date de naissance',
  swapped: 'jour et mois de naissance inversés',
  different: 'date de naissance différente',
  'not-given': 'date de naissance non indiquée',
  'not-known': 'date de naissance inconnue dans la base',
};

function compareBirthDates(asked: CivilDate | null | undefined, known: CivilDate | null): BirthComparison {
  if (!isCivilDate(known)) return 'not-known';
  if (!isCivilDate(asked)) return 'not-given';
  if (asked === known) return 'same';
  const [year, month, day] = asked.split('-');
  return `${year}-${day}-${month}` === known ? 'swapped' : 'different';
}

type AlikeNames = {
  kind: 'other-cut' | 'near-names' | 'near-swapped-names' | 'part-of-first-name' | 'part-of-last-name';
  reason: string;
};

/** Why two names that are not equal may be one person's, the date of birth being the same; null when nothing says so. */
function alikeNames(asked: AskedIdentity, known: KnownIdentity): AlikeNames | null {
  const [a, b] = [foldedNames(asked), foldedNames(known)];
  const bothNames = () => `(${quote(formatName(asked))} et ${quote(formatName(known))})`;
  if (sortedWords(a) === sortedWords(b))
    return { kind: 'other-cut', reason: `nom et prénom découpés autrement ${bothNames()}` };
  const nearLast = near(a.last, b.last);
  const nearFirst = near(a.first, b.first);
  if (nearLast && nearFirst) {
    const reason = `noms presque identiques, peut-être une faute de frappe ${bothNames()}`;
    return { kind: 'near-names', reason };
  }
  if (near(a.last, b.first) && near(a.first, b.last)) {
    const reason = `nom et prénom inversés et presque identiques, peut-être une faute de frappe ${bothNames()}`;
    return { kind: 'near-swapped-names', reason };
  }
  if ((nearLast || shareWord(a.last, b.last)) && (nearFirst || shareWord(a.first, b.first))) {
    return nearLast
      ? { kind: 'part-of-first-name', reason: `une partie d’un prénom composé ${bothNames()}` }
      : {
          kind: 'part-of-last-name',
          reason: `une partie d’un nom composé, peut-être un nom de jeune fille ${bothNames()}`,
        };
  }
  return null;
}

/** Whether two folded names may be one, mistyped. */
function near(a: string, b: string): boolean {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  return mostAlike(wordsA.join(''), wordsB.join('')) >= NEAR && likenessOf(wordsA, wordsB) >= NEAR;
}

function sortedWords({ last, first }: FoldedNames): string {
  return `${last} ${first}`.split(' ').sort().join(' ');
}

/**
 * What the similarity of two names is at most, by the letters that both have, wherever they stand: each letter that only
 * one has must be inserted, removed or replaced. Told quickly, and enough to set most names apart.
 */
function mostAlike(a: string, b: string): number {
  const left = new Map<number, number>();
  for (let index = 0; index < a.length; index++) {
    const letter = a.charCodeAt(index);
    left.set(letter, (left.get(letter) ?? 0) + 1);
  }
  let shared = 0;
  for (let index = 0; index < b.length; index++) {
    const letter = b.charCodeAt(index);
    const more = left.get(letter) ?? 0;
    if (more === 0) continue;
    left.set(letter, more - 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}

/** No-break spaces keep the quotation marks on the line of the name. */
function quote(name: string): string {
  return `«\u00a0${name}\u00a0»`;
}

const PARTICLES = new Set(
  'al ben d da de del della den der des di dos du el l la las le les los saint sainte ten ter van vanden vander von'.split(
    ' ',
  ),
);

/** Whether both folded names have a word in common that is more than a particle. */
function shareWord(a: string, b: string): boolean {
  const words = new Set(b.split(' '));
  return a.split(' ').some((word) => words.has(word) && !PARTICLES.has(word));
}

function wordsOf(name: string): string[] {
  return foldForSearch(name).split(' ').filter(Boolean);
}

/** Pairs the words that are most alike, best first, and weighs each pair by its letters; words left over count 0. */
function pairedWords(a: string[], b: string[]): number {
  const pairs = a
    .flatMap((x, i) => b.map((y, j) => ({ i, j, likeness: letterSimilarity(x, y), letters: x.length + y.length })))
    .sort((p, q) => q.likeness - p.likeness || q.letters - p.letters);
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  let alike = 0;
  for (const { i, j, likeness, letters } of pairs) {
    if (usedA.has(i) || usedB.has(j)) continue;
    usedA.add(i);
    usedB.add(j);
    alike += likeness * letters;
  }
  return alike / [...a, ...b].reduce((sum, word) => sum + word.length, 0);
}

/** 1 less the share of letters to insert, remove, replace or swap with their neighbour to make one word the other. */
function letterSimilarity(a: string, b: string): number {
  return 1 - editDistance(a, b) / Math.max(a.length, b.length);
}
