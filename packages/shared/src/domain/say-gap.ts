import type { Gap, GapKind } from './completeness.ts';
import { formatDate } from './dates.ts';
import { de } from './elision.ts';
import { ROLE_FUNCTIONS, ROLE_LABELS, type Role } from './roles.ts';

/** Short, for a mark in a list. */
export function nameGap(kind: GapKind, role: Role | null): string {
  const name = role === null ? '' : ROLE_FUNCTIONS[role];
  const names: Record<GapKind, string> = {
    unheld: `sans ${name}`,
    several: `deux fois ${name}`,
    'no-email': `${name} sans mail`,
    ending: role === null ? 'mandat bientôt terminé' : `bientôt sans ${name}`,
    'no-account': 'membre sans compte',
    bounced: 'mail non remis',
  };
  return names[kind];
}

/** One sentence for the file of the PO; `nameOf` names a person. */
export function sayGap({ kind, role, personIds, on }: Gap, nameOf: (personId: string) => string): string {
  const people = listNames(personIds.map(nameOf));
  const label = role === null ? '' : ROLE_LABELS[role];
  const day = on === undefined ? '' : formatDate(on);
  const several = personIds.length > 1;
  const sentences: Record<GapKind, string> = {
    unheld: `Personne ne tient le rôle « ${label} ».`,
    several: `${personIds.length} personnes tiennent le rôle « ${label} » : ${people}.`,
    'no-email': `${people} (${label}) n’${several ? 'ont' : 'a'} pas d’adresse mail.`,
    ending:
      role === null
        ? `Le mandat ${de(people)} se termine le ${day}.`
        : `Le rôle « ${label} » ${de(people)} se termine le ${day}, et personne ne le reprend.`,
    'no-account': `${people} n’${several ? 'ont' : 'a'} pas de compte extranet.`,
    bounced: `Le dernier mail à ${people} n’a pas pu être remis.`,
  };
  return sentences[kind];
}

function listNames(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
}
