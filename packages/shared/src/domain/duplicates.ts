import type { CivilDate } from './dates.ts';
import { sameEmail } from './email.ts';
import { type BirthComparison, type IdentitySign, identitySigns, NEAR } from './names.ts';
import { foldForSearch } from './text.ts';

/** A record of the register, as far as it tells whether another one is the same human being. */
export type RecordedPerson = {
  id: string;
  lastName: string;
  firstName: string;
  birthDate: CivilDate;
  email: string | null;
  phone: string | null;
};

/** What became of a pair; `gone`: they resemble each other no more. */
export const DUPLICATE_STATES = ['open', 'different', 'merged', 'gone'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];

/** `score`: 1 to 100, the likeliest highest; `reasons`: French noun phrases, the strongest first. */
export type Likeness = { score: number; reasons: string[] };

/** From here on two records resemble each other enough to be told as probable, not only as possible. */
export const PROBABLE_SCORE = 60;

/** Below this, only an address points at one human being. */
const WEAK_SCORE = 30;

/** An address that serves more people than this is an office's: it says nothing about who they are. */
export const SHARED_ADDRESS_LIMIT = 4;

/**
 * How likely two records are of one human being, and why; null when nothing speaks for it. Symmetric. Homonyms born on
 * quite different days are no reason, unless something else (address, telephone) points the same way. A couple that
 * shares an address is a weak one: shown as such, never first.
 */
export function compareRecords(one: RecordedPerson, other: RecordedPerson): Likeness | null {
  const supports = supportOf(one, other);
  // Homonyms are many, and most end here.
  if (supports.length === 0 && !areDatesAlike(one.birthDate, other.birthDate)) return null;
  const signs = identitySigns(one, other).flatMap((sign) => {
    const score = scoreOf(sign, supports.length > 0, one.birthDate, other.birthDate);
    return score === 0 ? [] : [{ score, reason: sayReason(sign, one.birthDate, other.birthDate) }];
  });
  if (signs.length === 0 && sameEmail(one.email ?? '', other.email ?? '')) {
    return { score: 10, reasons: ['même adresse e-mail, noms différents'] };
  }
  const ordered = signs.sort((a, b) => b.score - a.score);
  const [strongest] = ordered;
  if (!strongest) return null;
  const told = ordered.map(({ reason }) => reason);
  const more = supports.filter((reason) => !told.some((said) => said.startsWith(reason)));
  return { score: Math.min(100, strongest.score + supports.length), reasons: [...told, ...more] };
}

/** Whether only an address points at one human being: a couple, an office. */
export function isWeak({ score }: Likeness): boolean {
  return score < WEAK_SCORE;
}

function scoreOf(sign: IdentitySign, supported: boolean, one: CivilDate, other: CivilDate): number {
  switch (sign.kind) {
    case 'same-names':
      return scoreOfBirth(sign.birth, { same: 96, swapped: 88, near: 72, supported: supported ? 62 : 0 }, one, other);
    case 'swapped-names':
      return scoreOfBirth(sign.birth, { same: 92, swapped: 80, near: 64, supported: supported ? 56 : 0 }, one, other);
    case 'same-email':
      return { both: 84, first: 48, last: 20 }[sign.names];
    default:
      return ALIKE_SCORES[sign.kind];
  }
}

const ALIKE_SCORES = {
  'other-cut': 90,
  'near-names': 82,
  'near-swapped-names': 76,
  'part-of-first-name': 70,
  'part-of-last-name': 68,
} as const;

type BirthScores = { same: number; swapped: number; near: number; supported: number };

function scoreOfBirth(birth: BirthComparison, scores: BirthScores, one: CivilDate, other: CivilDate): number {
  if (birth === 'same' || birth === 'swapped') return scores[birth];
  return isNearDate(one, other) ? scores.near : scores.supported;
}

function sayReason(sign: IdentitySign & { reason: string }, one: CivilDate, other: CivilDate): string {
  if (sign.kind === 'same-email' && sign.names === 'last')
    return 'même adresse e-mail et même nom (souvent un couple ou une famille)';
  if ('birth' in sign && sign.birth === 'different' && isNearDate(one, other)) {
    return sign.reason.replace('date de naissance différente', 'dates de naissance presque identiques');
  }
  return sign.reason;
}

/** The same day, day and month swapped, or one digit apart. */
function areDatesAlike(one: CivilDate, other: CivilDate): boolean {
  const [year = '', month = '', day = ''] = one.split('-');
  return one === other || `${year}-${day}-${month}` === other || isNearDate(one, other);
}

/** The letters and words of a name, counted once for many comparisons. */
export type NameTrace = { letters: Map<string, number>; length: number; words: ReadonlySet<string> };

export function traceName({ lastName, firstName }: Pick<RecordedPerson, 'lastName' | 'firstName'>): NameTrace {
  const words = foldForSearch(`${lastName} ${firstName}`).split(' ').filter(Boolean);
  const letters = new Map<string, number>();
  for (const letter of words.join('')) letters.set(letter, (letters.get(letter) ?? 0) + 1);
  return { letters, length: words.join('').length, words: new Set(words) };
}

/**
 * Whether two names are worth comparing: they share a word, or most of their letters. No likeness of names without one of
 * the two, since each letter that is not shared takes a step of the edit distance.
 */
export function mayBeAlike(one: NameTrace, other: NameTrace): boolean {
  for (const word of one.words) if (other.words.has(word)) return true;
  let shared = 0;
  for (const [letter, count] of one.letters) shared += Math.min(count, other.letters.get(letter) ?? 0);
  return (2 * shared) / (one.length + other.length) >= NEAR;
}

/** One digit mistyped: the two dates differ in one place. */
function isNearDate(one: CivilDate, other: CivilDate): boolean {
  return [...one].filter((digit, place) => digit !== other[place]).length === 1;
}

/** What points the same way, and would say nothing alone. */
function supportOf(one: RecordedPerson, other: RecordedPerson): string[] {
  return [
    ...(sameEmail(one.email ?? '', other.email ?? '') ? ['même adresse e-mail'] : []),
    ...(one.phone !== null && one.phone === other.phone ? ['même téléphone'] : []),
  ];
}
