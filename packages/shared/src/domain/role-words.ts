import { nameSimilarity } from './names.ts';
import { ROLES, type Role } from './roles.ts';
import { foldForSearch } from './text.ts';

/** How people write the roles, folded and without what only marks gender. */
const WORDS: Record<Role, readonly string[]> = {
  president: ['president', 'presidente', 'presidence', 'pres', 'pdt', 'pdte'],
  'vice-president': ['vice president', 'vice presidente', 'vice presidence', 'vice pres', 'v president', 'vp'],
  administrator: ['administrateur', 'administratrice', 'admin', 'adm', 'administr'],
  'managing-administrator': [
    ...['administrateur delegue', 'administratrice deleguee', 'administratrice delegue', 'administrateur deleguee'],
    ...[
      'adm delegue',
      'adm deleguee',
      'adm del',
      'admin delegue',
      'admin deleguee',
      'admin del',
      'delegue',
      'deleguee',
    ],
  ],
  treasurer: ['tresorier', 'tresoriere', 'tresorerie', 'tres', 'tresor'],
  secretary: ['secretaire', 'secretariat', 'secr', 'sec', 'secret'],
  'po-referent': ['referent po', 'referente po', 'ref po', 'personne reference po', 'referent'],
  'pdp-referent': [
    ...['referent pdp', 'referente pdp', 'ref pdp', 'pdp', 'plan pilotage'],
    ...['referent plan pilotage', 'referente plan pilotage', 'referent pdp plan pilotage'],
  ],
  'prevention-adviser': [
    'conseiller prevention',
    'conseillere prevention',
    'cons prevention',
    'conseiller prev',
    'prevention',
    'sippt',
  ],
};

const MARKS = new Set([
  'e',
  'ere',
  'iere',
  'rice',
  'trice',
  'ne',
  'du',
  'de',
  'des',
  'la',
  'le',
  'les',
  'en',
  'l',
  'd',
  'au',
]);

const BY_WORDS = new Map(ROLES.flatMap((role) => WORDS[role].map((words) => [words, role] as const)));

/** The form under which a wording of a role is looked up and remembered: folded, "Trésorier·ère" as "tresorier". */
export function roleKey(wording: string): string {
  return foldForSearch(wording)
    .split(' ')
    .filter((word) => !MARKS.has(word))
    .join(' ');
}

/** The role that a wording means ("Trésorière", "tres.", "Adm.", "VP"); null when it is not certain. */
export function readRole(wording: string): Role | null {
  return BY_WORDS.get(roleKey(wording)) ?? null;
}

/** Below this, a wording has nothing to do with a role. */
const NEAR = 0.62;

/** The role whose name is nearest to an unknown wording, for staff to confirm; null when none is near. */
export function guessRole(wording: string): Role | null {
  const key = roleKey(wording);
  let best: { role: Role; likeness: number } | null = null;
  for (const [words, role] of BY_WORDS) {
    const likeness = nameSimilarity(key, words);
    if (likeness >= NEAR && likeness > (best?.likeness ?? 0)) best = { role, likeness };
  }
  return best?.role ?? null;
}

/** The wordings of a cell: "Président / Secrétaire", "adm.; trésorier", "Trésorière et secrétaire". */
export function splitRoles(cell: string): string[] {
  return cell
    .split(/[;,/+&|\n]|\s(?:et|ou)\s|\s-\s/i)
    .map((wording) => wording.trim())
    .filter((wording) => roleKey(wording) !== '');
}

/** As many words as the longest wording of a role has, with its small words. */
const LONGEST = 5;

/**
 * The role that a text names and the rest of it, folded: "trésorière du collège" gives `treasurer` and "du college". The
 * longest wording counts. Null when it names none. Never throws.
 */
export function roleInWords(text: string): { role: Role; rest: string } | null {
  const words = foldForSearch(text).split(' ');
  for (let length = Math.min(LONGEST, words.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const wording = words.slice(at, at + length);
      // Small words before and after belong to the rest.
      const [first = '', last = ''] = [wording[0], wording.at(-1)];
      const role = MARKS.has(first) || MARKS.has(last) ? null : readRole(wording.join(' '));
      if (role !== null) return { role, rest: words.toSpliced(at, length).join(' ').trim() };
    }
  }
  return null;
}
