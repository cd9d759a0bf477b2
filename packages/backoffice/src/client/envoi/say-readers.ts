import type { RequestView } from '@guichet/shared/contracts/request-view';

/** "Marie Modèle et Luc Essai liront cette note.": who reads what is decided in words. */
export function sayReaders({ submitter, followers }: Pick<RequestView, 'submitter' | 'followers'>, what: string) {
  const author = submitter.email === null ? [] : [submitter.name];
  const names = [...new Set([...author, ...followers.map((follower) => follower.submitter)])];
  const last = names.at(-1);
  if (last === undefined) return `${submitter.name} n’a pas d’adresse mail : prévenez-le vous-même.`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${last} liront ${what}.` : `${last} lira ${what}.`;
}
