import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { joinWords, nameRoles } from './format-answers.ts';
import type { Answer } from './request-type.ts';
import { REPLACEMENT_LABELS, type Replacement } from './succession.ts';

/** What was said about a role; null when nothing was. */
export function replacementOf(replaces: readonly Replacement[], role: Role): Replacement | null {
  return replaces.find((said) => said.role === role) ?? null;
}

/** "Trésorier·ère : oui, Pierre Dupont": what was answered, in words, for the check page and the copy. */
export function answerReplacements(replaces: readonly Replacement[]): Answer[] {
  if (replaces.length === 0) return [];
  const said = replaces.map(({ role, answer, name }) =>
    [`${ROLE_LABELS[role]}\u00a0: ${REPLACEMENT_LABELS[answer].toLowerCase()}`, ...(name ? [name] : [])].join(', '),
  );
  return [{ label: 'Remplacement', field: 'replaces', value: said.join('\u00a0; ') }];
}

/** " (remplace Pierre Dupont)", at the end of a sentence; empty when nobody is said to be replaced. */
export function sayReplaced(replaces: readonly Replacement[]): string {
  const said = replaces.filter(({ answer }) => answer === 'yes');
  if (said.length === 0) return '';
  const names = [...new Set(said.map(({ name }) => name ?? 'quelqu’un'))];
  const whom = names.map((name) => {
    const roles = said.filter((one) => (one.name ?? 'quelqu’un') === name).map(({ role }) => role);
    // With one role asked about, there is no doubt in which.
    return replaces.length === 1 ? name : `${name} comme ${nameRoles(roles)}`;
  });
  return ` (remplace ${joinWords(whom)})`;
}
